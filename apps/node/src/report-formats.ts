import { PAGE_FONT, printPdf } from '@greenline/print';
import {
  ENGLISH,
  LANGUAGES,
  type Report,
  renderCsv,
  renderHtml,
  renderJson,
  renderTypst,
  type Wording,
  wordingIn,
} from '@greenline/reports';

/** A report as it leaves: the same report, the same bytes. */
interface Format {
  readonly type: string;
  render(report: Report, wording: Wording): string | Uint8Array | Promise<Uint8Array>;
}

const FORMATS: Readonly<Record<string, Format>> = {
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
  pdf: {
    type: 'application/pdf',
    render: (report, wording) => {
      const { text, datedAt } = renderTypst(report, wording, PAGE_FONT);
      return printPdf(text, datedAt);
    },
  },
  json: { type: 'application/json', render: renderJson },
  csv: { type: 'text/csv; charset=utf-8', render: renderCsv },
};

export const REPORT_FORMATS: readonly string[] = Object.keys(FORMATS);
export const REPORT_LANGUAGES: readonly string[] = LANGUAGES.map(({ language }) => language);

/** `undefined` where there is no such format. */
export const reportFormat = (name: string): Format | undefined =>
  Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;

/** English where nobody asks for another; `undefined` where there is no such language. */
export const reportWording = (language: string | undefined): Wording | undefined =>
  language === undefined ? ENGLISH : wordingIn(language);
