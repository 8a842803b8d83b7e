/**
 * How a report looks, on a screen by day and night and on paper. A table, exempt from the size rule.
 *
 * The parties are blue and orange of equal lightness; a verdict is a fill, not a colour; what was not
 * looked at, jammed or denied is a texture each.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f4f6f8;--ink:#16202b;--soft:#51606f;--rule:#d3dae1;--link:#0f5c99;--blue:#2469ad;--orange:#a85500;--calm:#7fa3a0;--texture:#8794a1}
@media (prefers-color-scheme:dark){:root{--ground:#12181f;--panel:#1a222b;--ink:#e6ebf0;--soft:#a3b0bd;--rule:#33404d;--link:#85bdf0;--blue:#70adea;--orange:#e59a4e;--calm:#5c8b87;--texture:#75838f}}
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;padding:0 24px 64px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
header,main{max-width:1120px;margin:0 auto}
header{padding-top:24px}
.exercise{margin:0 -24px;padding:8px 24px;text-align:center;font-weight:700;color:#111;background:repeating-linear-gradient(135deg,#f2d16b 0 16px,#fff3c4 16px 32px)}
.mission{margin:0;color:var(--soft);font-weight:600}
h1{margin:0 0 16px;font-size:30px;line-height:1.2;letter-spacing:-.01em}
h2{margin:48px 0 8px;padding-top:16px;border-top:2px solid var(--ink);font-size:20px;line-height:1.3}
h3{margin:24px 0 8px;font-size:15px}
.span{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:8px 24px;margin:0 0 16px;padding:16px;background:var(--panel)}
.span dt{color:var(--soft);font-size:13px}
.span dd{margin:0}
.span dd span{display:block;color:var(--soft);font-size:13px}
.provisional{padding:8px 16px;border:2px dashed var(--soft);font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0;list-style:none;font-size:14px}
.changes{margin:0;padding:0;list-style:none}
.changes li{display:grid;grid-template-columns:96px 1fr;gap:16px;padding:8px 0;border-bottom:1px solid var(--rule)}
.changes li:first-child .share{font-size:28px}
.share{font-size:20px;line-height:1.3;font-weight:700;text-align:right;white-space:nowrap}
.changes p{margin:0;max-width:72ch}
.mark{margin-left:8px;padding:1px 6px;border:1px solid var(--rule);color:var(--soft);font-size:12px;white-space:nowrap}
.nothing{color:var(--soft)}
.scroll{overflow-x:auto;margin:8px 0 24px}
table{width:100%;border-collapse:collapse;font-size:14px}
caption{padding:8px 0;text-align:left;font-weight:600}
caption>span{position:sticky;left:0;display:inline-block;max-width:calc(100vw - 48px)}
caption small{font-weight:400;color:var(--soft);font-size:13px;margin-left:8px}
th,td{padding:6px 8px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:baseline}
thead th{color:var(--soft);font-size:12px;font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--soft)}
tbody th{font-weight:400;position:sticky;left:0;background:var(--ground);min-width:112px}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
.whole th,.whole td{font-weight:600;border-top:1px solid var(--soft);background:var(--panel)}
.absent{color:var(--soft);font-style:italic}
.before{margin-left:16px;color:var(--soft)}
.party{white-space:nowrap}
.party.blue::before,.party.orange::before{content:"";display:inline-block;width:10px;height:10px;margin-right:8px}
.party.blue::before{background:var(--blue)}
.party.orange::before{background:var(--orange)}
.verdict{white-space:nowrap}
.verdict::before{content:"";display:inline-block;width:12px;height:12px;margin-right:8px;border:1.5px solid currentColor;vertical-align:-1px}
.verdict.breach::before{background:currentColor}
.verdict.undetermined::before{background:repeating-linear-gradient(45deg,currentColor 0 1.5px,transparent 1.5px 4px)}
.bar{display:flex;min-width:160px;height:14px;border:1px solid var(--soft)}
.bar i{display:block;min-width:1px}
.looked{background:var(--calm)}
.not-looked{background:repeating-linear-gradient(135deg,transparent 0 5px,var(--texture) 5px 6px)}
.jammed{background:radial-gradient(circle at 3px 3px,var(--texture) 1.8px,transparent 2px) 0 0/6px 6px}
.denied{background:repeating-linear-gradient(0deg,var(--texture) 0 2px,transparent 2px 4px),repeating-linear-gradient(90deg,var(--texture) 0 2px,transparent 2px 4px)}
.note{background:var(--panel)}
.legend{display:flex;flex-wrap:wrap;gap:4px 24px;margin:-16px 0 24px;color:var(--soft);font-size:13px}
.legend i{display:inline-block;width:28px;height:12px;margin-right:8px;border:1px solid var(--soft);vertical-align:-1px}
figure{margin:8px 0 24px}
figure svg{display:block;width:100%;max-width:860px;height:auto}
.method{max-width:80ch;padding-left:20px}
.lists{columns:3 260px;column-gap:32px;padding-left:32px;font-size:13px}
.lists li{overflow-wrap:anywhere}
.lists li:target,tr:target td{background:color-mix(in srgb,var(--link) 22%,transparent)}
.records{font-size:13px}
.records tbody th{min-width:0}
.records td:nth-child(2){white-space:nowrap}
code{font:12px/1.4 ui-monospace,"Liberation Mono",Menlo,monospace;overflow-wrap:anywhere}
@media (max-width:640px){figure svg text{font-size:20px}body{padding:0 16px 48px;font-size:16px}header{padding-top:16px}.exercise{margin:0 -16px;padding:8px 16px}caption>span{max-width:calc(100vw - 32px)}h1{font-size:26px}nav ul{gap:0 8px;font-size:16px}nav a{display:inline-block;min-height:44px;padding:10px 8px 10px 0}.changes li{grid-template-columns:1fr;gap:0}.share{text-align:left}td a{display:inline-block;padding:8px 4px;margin:-8px -4px}.scroll{margin-right:-16px}caption>span{position:sticky;left:0;display:inline-block;max-width:calc(100vw - 48px)}
caption small{display:block;margin:0}}
@media print{:root{--ground:#fff;--panel:#f4f6f8;--ink:#000;--soft:#444;--rule:#bbb;--link:#000;--blue:#2469ad;--orange:#a85500;--calm:#7fa3a0;--texture:#8794a1}@page{size:A4;margin:18mm 14mm}body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}nav{display:none}a{text-decoration:none}h2{break-after:avoid}tr,.changes li{break-inside:avoid}thead{display:table-header-group}table{font-size:8.5pt}th,td{padding:3px 4px}thead th{font-size:7pt}tbody th{min-width:0}.bar{min-width:80px}.scroll{overflow:visible}tbody th{position:static}}
`;

/** On paper an exercise is marked in the margin of every page. */
export const exerciseStyle = (words: string): string => `
@page{@top-center{content:${JSON.stringify(words.replace(/[^\p{L}\p{N} :.,]/gu, ''))};font:700 9pt sans-serif}}
`;
