/** The stylesheet of letters and of the public page; the fonts come from this server. */
export const documentStyle = `@font-face{font-family:"Noto Sans Khmer";font-weight:400;font-display:swap;src:url(/letters/khmer-400.woff2) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200C-200D,U+25CC}
@font-face{font-family:"Noto Sans Khmer";font-weight:700;font-display:swap;src:url(/letters/khmer-700.woff2) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200C-200D,U+25CC}
body{font:1.0625rem/1.75 "Noto Sans Khmer","Khmer OS Battambang","Leelawadee UI",system-ui,sans-serif;color:#0b0c0c;background:#f3f2f1;margin:0;overflow-wrap:anywhere}
main{background:#fff;max-width:46rem;margin:1.5rem auto;padding:2rem 2.25rem;box-sizing:border-box}
nav{max-width:46rem;margin:1rem auto 0;padding:0 1rem;display:flex;gap:1.5rem;flex-wrap:wrap}
a{color:#1a5fb4}a:focus-visible,.wide:focus-visible{outline:3px solid #fd0;background:#fd0;color:#0b0c0c}
h1{font-size:1.5rem;line-height:1.6;text-align:center;margin:1.5rem 0}h1 span{display:block;font-size:1.0625rem;font-weight:400}
h2{font-size:1.125rem;line-height:1.6;margin:1.5rem 0 .5rem}
.state{text-align:center;font-weight:700;font-size:1.125rem}.office,.name{font-weight:700}
dl{margin:0 0 1rem}dt{font-weight:700}dd{margin:0 0 0 1rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0}th,td{border:1px solid #b1b4b6;padding:.4rem .6rem;text-align:left;vertical-align:top}
.facts th{width:34%}.wide{overflow-x:auto}small{color:#505a5f}
.notice{border:4px solid #b10e1e;padding:.75rem 1rem}
.signed{margin:2.5rem 0 2rem auto;max-width:22rem;text-align:center}.signed .name{margin-top:5rem}
.receipt span{display:inline-block;min-width:10rem;border-bottom:1px solid #0b0c0c}
.check{display:flex;gap:1.25rem;align-items:center;flex-wrap:wrap}.check svg{flex:none}
footer{margin-top:2rem;font-size:.875rem;color:#505a5f}
.public dl{border:4px solid #505a5f;padding:1rem}.public dl div+div{margin-top:.75rem}
.public .valid{border-color:#00703c}.public .revoked{border-color:#b10e1e}
@media (max-width:40rem){main{margin:0;padding:1.25rem 1rem}h1{text-align:left}.facts th,.facts td{display:block;width:auto}.facts td{border-top:0}}
@media print{@page{size:A4;margin:20mm 18mm}body{background:#fff;font-size:11pt}main{margin:0;padding:0;max-width:none}nav{display:none}a{color:inherit;text-decoration:none}h2{break-after:avoid}tr,.signed,.receipt,.check{break-inside:avoid}}
`;
