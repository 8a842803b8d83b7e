export { PAGE_FONT, printPdf } from './print-pdf.ts';
