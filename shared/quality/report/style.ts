/** The report's own style sheet: light and dark by the reader's system, black on white on paper. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ground:#fbfbfa;--panel:#fff;--ink:#1b1f24;--faint:#646c76;--line:#dfe2e6;--low:#c2410c;--middle:#d9a441;--high:#5b8fb9;--projection:#39c5f5;--box:#ffb020;--fix:#7be08a;--error:#b42318;--warning:#8a5a00;--info:#3b5b85;--good:#18794e}
@media (prefers-color-scheme:dark){:root{--ground:#16181b;--panel:#1e2125;--ink:#e6e8eb;--faint:#9aa3ad;--line:#343a41;--low:#f0733a;--middle:#e0b45c;--high:#6ea6d3;--error:#ff8a7a;--warning:#e9b65a;--info:#93b8e6;--good:#58c48f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 24px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;font-weight:650}
h2{font-size:18px;margin:40px 0 10px;font-weight:650}
h3{font-size:15px;margin:0 0 6px;font-weight:600}
p{margin:0 0 8px;max-width:78ch}
.faint{color:var(--faint);fill:var(--faint)}
.languages{position:absolute;opacity:0;pointer-events:none}
.switch{float:right;display:flex;border:1px solid var(--line);border-radius:6px;overflow:hidden;font-size:13px}
.switch label{padding:3px 10px;cursor:pointer;color:var(--faint)}
#lang-en:checked~main label[for=lang-en],#lang-zh:checked~main label[for=lang-zh]{background:var(--line);color:var(--ink)}
.languages:focus-visible~main .switch{outline:2px solid var(--high)}
#lang-en:checked~main [lang=zh-CN],#lang-zh:checked~main [lang=en]{display:none}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(108px,1fr));background:var(--panel);border:1px solid var(--line);border-radius:8px;overflow:hidden;margin:20px 0 12px}
.numbers div{padding:12px 14px;box-shadow:0 0 0 .5px var(--line)}

.numbers b{display:block;font-size:22px;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.numbers span{color:var(--faint);font-size:13px}
.badge{display:inline-block;font-size:12px;line-height:1.5;padding:0 7px;border-radius:9px;border:1px solid currentColor;white-space:nowrap}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}.good{color:var(--good)}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:14px 16px}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:14px}
.side{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:24px;align-items:center}
.panel h3{overflow-wrap:anywhere}
svg{display:block;max-width:100%}
svg.plot{width:100%;height:auto;font-size:13px}
svg text{fill:currentColor}
svg text.faint,svg.plot .faint{fill:var(--faint)}
.first{text-anchor:start}.mid{text-anchor:middle}.last{text-anchor:end}
.bar.low{fill:var(--low)}.bar.middle{fill:var(--middle)}.bar.high{fill:var(--high)}
.axis{stroke:var(--faint);stroke-width:1}.grid{stroke:var(--line);stroke-width:1}
.spread{stroke:var(--high);stroke-width:5;stroke-linecap:round;opacity:.55}.dot{fill:var(--high);stroke:var(--panel);stroke-width:1.5}
svg.spark{width:100px;height:20px}
.cases{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:16px}
figure{margin:0;background:var(--panel);border:1px solid var(--line);border-radius:8px;overflow:hidden;display:flex;flex-direction:column}
figcaption{padding:10px 12px 12px;font-size:14px}
figcaption p{margin:0 0 4px}
.frame-of-picture{background:#0c0d0f;aspect-ratio:4/3;display:flex;align-items:center;justify-content:center;color:#9aa3ad}
svg.picture{width:100%;height:100%}
.picture polyline,.picture rect,.picture path{fill:none;vector-effect:non-scaling-stroke;stroke-linecap:round;stroke-linejoin:round}
.picture .under{stroke:#000;stroke-width:4;opacity:.55}
.picture .projection{stroke:var(--projection);stroke-width:1.8;stroke-dasharray:7 5}
.picture .fix{stroke:var(--fix);stroke-width:1.6;stroke-dasharray:1.5 4}
.picture .box{stroke:var(--box);stroke-width:2}
.picture .seam{stroke:#000;stroke-width:5}
.picture .arrow{stroke:#fff;stroke-width:2}
.picture path.head{fill:#fff;stroke:#000;stroke-width:1}
.picture .pixels{fill:#fff;stroke:#000;paint-order:stroke;stroke-linejoin:round;font-weight:650;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;font-size:13px;color:var(--faint);margin:0 0 12px}
.legend svg{display:inline-block;vertical-align:middle;width:34px;height:14px;margin-right:6px;background:#26292e;border-radius:3px}
.legend line{vector-effect:non-scaling-stroke}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;background:var(--panel);border:1px solid var(--line);border-radius:8px}
th,td{padding:6px 10px;text-align:left;vertical-align:top;border-top:1px solid var(--line);overflow-wrap:anywhere}
thead th{border-top:0;color:var(--faint);font-weight:500;font-size:13px;white-space:nowrap}
thead th::first-letter{text-transform:uppercase}
table code,table .badge{white-space:nowrap;overflow-wrap:normal}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name{min-width:90px}
code{font:13px/1.4 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
footer{margin-top:40px;color:var(--faint);font-size:13px}
@media (max-width:760px){.side{grid-template-columns:1fr}}
@media (max-width:560px){main{padding:18px 14px 40px}.columns{grid-template-columns:1fr}.cases{grid-template-columns:1fr}}
@media print{:root{--ground:#fff;--panel:#fff;--ink:#000;--faint:#444;--line:#bbb;--low:#c2410c;--middle:#d9a441;--high:#5b8fb9;--error:#b42318;--warning:#8a5a00;--info:#3b5b85;--good:#18794e;color-scheme:light}body{font-size:11pt}.switch{display:none}main{max-width:none;padding:0}figure,.panel,tr{break-inside:avoid}h2{break-after:avoid}.cases{grid-template-columns:1fr 1fr}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
