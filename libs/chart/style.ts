/** The stylesheet of the handbook, on screen from 360 px and in print. */
export const handbookStyle = `@font-face{font-family:"Noto Sans Khmer";font-weight:400;font-display:swap;src:url(/handbook/noto-sans-khmer-400.woff2) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC}
@font-face{font-family:"Noto Sans Khmer";font-weight:700;font-display:swap;src:url(/handbook/noto-sans-khmer-700.woff2) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC}
*{box-sizing:border-box}
body{font:17px/1.6 "Noto Sans Khmer","Khmer OS Battambang","Leelawadee UI",system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:0 1rem 3rem;color:#0b0c0c;background:#fff;overflow-wrap:anywhere}
:lang(km){line-height:1.75}
header{display:flex;gap:1.5rem;padding:1rem 0;border-bottom:1px solid #b1b4b6}
header a,nav a{display:inline-block;min-height:44px;padding:.5rem 0}
a{color:#0b5c7a}a:focus,.scroll:focus{outline:3px solid #1a5c96;outline-offset:2px}
h1{font-size:1.8rem;line-height:1.5;margin:1.5rem 0 .3rem}h2{font-size:1.35rem;line-height:1.6;margin:2.5rem 0 .5rem}h3{font-size:1.1rem;line-height:1.6;margin:0}
figure{margin:1.5rem 0}figcaption,caption{font-weight:700;text-align:start;padding:.3rem 0}
.scroll{overflow-x:auto;max-width:100%}figure .scroll{border:1px solid #b1b4b6;max-height:80vh;overflow:auto}
svg.chart{display:block;max-width:none}
table{border-collapse:collapse;min-width:40rem;width:100%}th,td{border-bottom:1px solid #b1b4b6;text-align:start;vertical-align:top;padding:.5rem .6rem .5rem 0}
.step,.event{border-inline-start:4px solid #1a5c96;padding:.2rem 0 .2rem 1rem;margin:1.6rem 0}.event{border-color:#6b747b}
.step:target,.event:target,tr:target{background:#fff8e5}
dt{font-weight:700;margin-top:.5rem}dd{margin:0}dd ul{margin:0;padding-inline-start:1.2rem}.rules{list-style:none;font-size:.95em}
.line,.version,.tag{color:#4a545b}.line,.tag{font-size:.92em}.line,.version{margin:.1rem 0}
.proposal{color:#7a3200;font-weight:700}
@media print{body{font-size:11pt;max-width:none;padding:0}header,nav{display:none}.step,.event,tr,figure{break-inside:avoid}figure .scroll{border:0;max-height:none;overflow:visible}svg.chart{max-width:100%;height:auto;max-height:250mm}a{color:inherit;text-decoration:none}.scroll{overflow:visible}table{min-width:0;font-size:9.5pt}h2{break-after:avoid}}
@page{margin:16mm}
`;
