/** The look of a grade book's pages: nothing is fetched, nothing runs; light and dark, screen and paper. */
export const PAGE_STYLE: string = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--page:#fff;--card:#f6f8fa;--good:#116329;--bad:#a40e26;--open:#7d4e00;--lit:#fff8c5;--accent:#0550ae;--bar:#0969da}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#30363d;--page:#0d1117;--card:#161b22;--good:#56d364;--bad:#ff8182;--open:#e3b341;--lit:#3d3206;--accent:#79c0ff;--bar:#388bfd}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:84rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.7rem;margin:.2rem 0 .6rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
a{color:var(--accent)}nav{font-size:.95rem}
.soft{color:var(--soft)}
.cards{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.cards li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.6rem 1rem;min-width:8rem}
.cards strong{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
h3{font-size:1rem;margin:0}.tag{font-weight:400;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;margin-left:.4rem;white-space:nowrap}
.pairs{padding:0;list-style:none}.pairs>li{border:1px solid var(--line);border-radius:.6rem;padding:.6rem 1rem;margin:.6rem 0;break-inside:avoid;overflow-wrap:anywhere}.pairs ul{margin:.4rem 0 0}
.scroll:focus-visible{outline:2px solid var(--bar)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{padding:.45rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tr:last-child>td{border-bottom:0}
th{background:var(--card);font-weight:600;vertical-align:bottom}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}td{overflow-wrap:break-word}
tr:target{background:var(--lit);outline:2px solid var(--bar)}
.meter{display:block;width:6rem;height:.45rem;margin-top:.3rem;background:var(--line);border-radius:1rem;overflow:hidden}
.meter i{display:block;height:100%;background:var(--bar)}
.confirmed{color:var(--good);font-weight:600;white-space:nowrap}.refuted{color:var(--bad);font-weight:600;white-space:nowrap}.not-checkable{color:var(--open);white-space:nowrap}
code,pre,.mono{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,monospace;font-size:.86rem}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.lines{counter-reset:line}
.lines>div{display:grid;grid-template-columns:3.2rem 1fr;gap:.6rem;padding:0 .6rem}
.lines>div>span{color:var(--soft);text-align:right;user-select:none}
.lines .confirmed,.lines .refuted,.lines .not-checkable{font-weight:400;white-space:pre-wrap;color:inherit}
.lines p{margin:.1rem 0 .4rem 1.4rem;font-size:.9rem}.lines .verdict{font-weight:600}.lines>div>div{padding-left:.5rem}
.lines .confirmed{box-shadow:inset 4px 0 var(--good)}.lines .refuted{box-shadow:inset 4px 0 var(--bad);background:color-mix(in srgb,var(--bad) 9%,transparent)}.lines .not-checkable{box-shadow:inset 4px 0 var(--open)}
ul.plain{padding-left:1.2rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
@media (max-width:40rem){main{padding:1rem}.meter{width:4rem}}
@media print{tr{break-inside:avoid}main{max-width:none;padding:0}.scroll{overflow:visible;border:0}a{color:inherit;text-decoration:none}}
`.trim();
