/** Words that another program would run: spreadsheets, mail, letters, pages, calendars, and addresses that the server would ask. */
import { inflateRawSync } from 'node:zlib';
import { describeApi } from '../openapi';
import { acts, chainArea } from '../bench/chain';
import { Attacker, type Answer } from './attacker';
import type { Made } from './doors-use';
import { newChild } from './kandal';
import type { Tally } from './report';

/** Beginnings that spreadsheets run. */
const formulas = [
  '=HYPERLINK("http://attack.example","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1:A9)',
  '＝1+1',
  ' =1+1',
  '\u00a0=1+1',
  '"=1+1',
  "'=1+1",
];
const runs = /^[\s\u00a0\ufeff]*[=+@＝＋＠]|^[\s\u00a0\ufeff]*[-－](?!\d+([.,]\d+)?$)|^[\t\r\n]/;

/** Cells of CSV with quotes. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n|\n)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** Texts of the parts of an XLSX file, by name. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, start] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const [name, more, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const body = zip.subarray(from, from + size);
    parts.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8'),
    );
    at += 46 + name + more + comment;
  }
  return parts;
}

/** Names of institutions that are formulas, in every list that leaves as a file. */
export async function injectFormulas(who: Attacker, tally: Tally): Promise<void> {
  for (const [i, formula] of formulas.entries()) {
    const body = {
      code: `X-F${i}`,
      nameKm: formula,
      nameEn: formula,
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
      phone: '012 000 000',
    };
    const { status } = await who.send('mosvy', '/institutions', { body });
    if (status !== 201) tally.note(`the register does not take ${JSON.stringify(formula)} (${status})`);
  }
  const { paths } = (await describeApi()) as unknown as { paths: Record<string, any> };
  const lists = paths['/api/v1/exports/{list}'].get.parameters.find((p: any) => p.name === 'list').schema
    .enum as string[];
  for (const list of lists)
    for (const login of ['mosvy', 'supervisor.kandal']) {
      const csv = await who.send(login, `/exports/${list}?lang=en`);
      if (csv.status !== 200) continue;
      const bad = cellsOf(csv.bytes.toString('utf8').replace(/^\ufeff/, '')).filter((cell) => runs.test(cell));
      tally.case(bad.length === 0, () => `${list} as CSV for ${login} runs ${JSON.stringify(bad.slice(0, 3))}`);
      const xlsx = await who.send(login, `/exports/${list}?format=xlsx&lang=km`);
      const parts = partsOf(xlsx.bytes);
      const cells = [...parts].flatMap(([name, text]) =>
        /sharedStrings|sheet\d/.test(name) ? [...text.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, cell]) => cell!) : [],
      );
      const odd = cells
        .map((cell) => cell.replaceAll('&quot;', '"').replaceAll('&apos;', "'"))
        .filter((cell) => runs.test(cell));
      const live = [...parts.values()].some((text) => /<f>|<f |externalLink|<hyperlink/.test(text));
      tally.case(
        odd.length === 0 && !live,
        () => `${list} as XLSX for ${login} runs ${live ? 'a formula or link' : JSON.stringify(odd.slice(0, 3))}`,
      );
    }
}

/** Names that would be code in Typst, in HTML or in a header. */
const codeNames = [
  '#panic("typst")',
  '#read("/etc/passwd")',
  '#import "@preview/x:1.0.0": *',
  '$ sum_(i=1)^n $ *bold* _x_ `raw` = heading',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;b&gt; &amp; &#x3c;',
  '\\u{41} \\#',
  '{{7*7}} ${7*7} <%= 7 %>',
  ']#eval("1")[',
];

/** A document as it comes: one that is a PDF and runs nothing, or a page on which nothing is live. */
async function lookAt(who: Attacker, tally: Tally, what: string, ask: (as: string) => Promise<Answer>): Promise<void> {
  const pdf = await ask('as=pdf');
  const isPdf = pdf.status === 200 && pdf.bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const hooks = /\/(JavaScript|JS|Launch|EmbeddedFile)\b/.test(pdf.bytes.toString('latin1'));
  tally.case(isPdf && !hooks, () => `${what} as PDF: ${Attacker.told(pdf)}${hooks ? ', and it runs something' : ''}`);
  const html = await ask('as=html');
  const text = html.bytes.toString('utf8');
  const live = /<script|<img[^>]+onerror|<iframe|javascript:|<b>/i.test(text);
  const guarded = /default-src 'none'/.test(html.headers.get('content-security-policy') ?? '');
  const right = html.status === 200 && !live && guarded;
  tally.case(
    right,
    () =>
      `${what} as a page: ${Attacker.told(html)}${live ? ', and it is live' : ''}${guarded ? '' : ', and nothing guards it'}`,
  );
}

/** Children whose names are code, and words of theirs that are: in their forms and in the draft of a letter, as PDF and as a page. */
export async function injectLetters(who: Attacker, tally: Tally, quick: boolean): Promise<void> {
  let documents = 0;
  for (const name of quick ? codeNames.slice(0, 4) : codeNames) {
    const birth = { from: '2008-09-14', to: '2008-09-14', precision: 'day' };
    const child = (
      await who.made(
        'commune.kandal',
        '/children',
        newChild('kandal', { names: [{ km: `ដារ៉ា ${name}`, latin: name }], birth }),
      )
    ).id as string;
    const { id } = await who.made(acts[0]!.login, '/instances', {
      workflow: 'gatekeeping',
      area: chainArea,
      event: acts[0]!.event,
      data: acts[0]!.dataFor(child),
    });
    for (const [i, { event, login, dataFor }] of acts.slice(1, 5).entries()) {
      const data = JSON.parse(
        JSON.stringify(dataFor(child)).replace('"I want to stay with my mother"', () => JSON.stringify(name)),
      ) as unknown;
      await who.made(
        login,
        `/instances/${id}/events`,
        { type: event, data },
        { headers: { 'If-Match': `"${i + 1}"` } },
      );
    }
    const { items } = (await who.send('dsw.kandal', `/instances/${id}/documents`)).body as {
      items: { document: string; line: number | null }[];
    };
    const written = items.filter(({ line }) => line !== null).map(({ document }) => document);
    documents += written.length + 1;
    for (const lang of quick ? ['km'] : ['km', 'en']) {
      for (const document of written)
        await lookAt(who, tally, `${document} of ${name} (${lang})`, (as) =>
          who.send('dsw.kandal', `/instances/${id}/documents/${document}?lang=${lang}&${as}`),
        );
      const body = {
        event: 'decision.refusedFamilySupport',
        data: { reasons: name, needs: ['material'], referrals: ['idpoor'] },
      };
      await lookAt(who, tally, `a letter with the reason ${name} (${lang})`, (as) =>
        who.send('director.kandal', `/instances/${id}/documents/refusal/preview?lang=${lang}&${as}`, { body }),
      );
    }
  }
  tally.note(`${documents} documents`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Addresses, names and reasons that would add a header or a receiver to a mail; then a real mail, looked at byte by byte. */
export async function injectMail(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const profile = (address: string) => ({
    language: 'en',
    digits: 'latin',
    channels: { email: { address, rungs: [] }, sms: { address: null, rungs: [] } },
  });
  const bad = [
    'a@b.example\r\nBcc: all@attack.example',
    'a@b.example\nX: y',
    'a@b.example,c@attack.example',
    'a@b.example;c@attack.example',
    '"a@b.example\r\n"@c.example',
    '<a@b.example>',
    'a@b.example> RCPT TO:<c@attack.example',
    'a b@c.example',
    'a@b',
    'a@[127.0.0.1]',
    'a@localhost',
    'a\u0000@b.example',
    `${'a'.repeat(300)}@b.example`,
    'a@b.example%0d%0aBcc:c@attack.example',
  ];
  for (const address of bad) {
    const told = await who.outcome('supervisor.kandal', '/profile', { method: 'PUT', body: profile(address) });
    tally.case(/^422/.test(told), () => `mail to ${JSON.stringify(address.slice(0, 60))}: ${told}`);
  }
  for (const nameEn of ['A\r\nBcc: all@attack.example', 'A\nB', 'A\u0000', 'A\u2028B', '"A" <c@attack.example>,']) {
    const answer = await who.send('admin', '/people', { body: { nameEn, nameKm: 'ឈ្មោះ' } });
    const taken = answer.status === 201;
    tally.case(
      answer.status < 500 && (!taken || !/[\r\n\u0000]/.test(nameEn)),
      () => `a person named ${JSON.stringify(nameEn)}: ${Attacker.told(answer)}`,
    );
  }
  const { post } = who.target;
  if (!post) return;
  const own = "o'neil+gk@b.example";
  const set = await who.outcome('supervisor.kandal', '/profile', { method: 'PUT', body: profile(own) });
  tally.case(set === '200', () => `the mail address of the supervisor: ${set}`);
  const reason = 'A call at night.\nBcc: all@attack.example\n\n<script>alert(1)</script> that the child is hurt.';
  await who.send('dsw.kandal', '/break-glass', { body: { kind: 'child', subject: at.child, reason } });
  const { body: clock } = await who.send(undefined, '/testing/clock');
  await who.moveClock(new Date(Date.parse(clock.now as string) + 2 * 86_400_000).toISOString());
  for (let waited = 0; waited < 15_000 && post.letters.length === 0; waited += 250) await pause(250);
  tally.note(`${post.letters.length} mails and ${post.calls.length} calls of the webhook came`);
  tally.case(post.letters.length > 0, () => 'no mail came, so that none was looked at');
  for (const { envelope, raw } of post.letters) {
    const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ');
    const names = head.split('\r\n').map((line) => line.split(':')[0]!.toLowerCase());
    const right =
      envelope.filter((line) => /^RCPT/i.test(line)).length === 1 &&
      !names.includes('bcc') &&
      new Set(names).size === names.length &&
      !/attack\.example/.test(head.replaceAll('homeward@attack.example', '').replaceAll('@attack.example>', ''));
    tally.case(right && !/<script|Dara|ដារ៉ា/.test(raw), () => `a mail: ${envelope.join(' ')} ${head.slice(0, 400)}`);
  }
  tally.case(
    post.calls.every(({ path }) => path === '/hook'),
    () => `the webhook was followed to ${post.calls.find(({ path }) => path !== '/hook')?.path}`,
  );
}

/** Addresses that the server would ask for somebody: no request names one. */
export async function attackAddresses(who: Attacker, tally: Tally): Promise<void> {
  const { paths } = (await describeApi()) as unknown as { paths: Record<string, Record<string, any>> };
  const suspicious = /^(url|uri|href|link|callback|webhook|host|endpoint|redirect|image|avatar|source_?url)$/i;
  let fields = 0;
  const walk = (schema: any, where: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if (schema.format === 'uri' || schema.format === 'url') tally.case(false, () => `${where} takes an address`);
    for (const [name, one] of Object.entries((schema.properties ?? {}) as Record<string, unknown>)) {
      fields += 1;
      tally.case(!suspicious.test(name), () => `${where} takes ${name}`);
      walk(one, `${where} ${name}`);
    }
    for (const one of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      walk(one, where);
  };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      walk(operation.requestBody?.content?.['application/json']?.schema, `${method.toUpperCase()} ${path}`);
      for (const parameter of operation.parameters ?? [])
        tally.case(
          !suspicious.test(parameter.name as string) && parameter.schema?.format !== 'uri',
          () => `${method.toUpperCase()} ${path} takes ${parameter.name}`,
        );
    }
  tally.note(
    `${fields} fields of requests: none is an address that the server would ask; webhook and gateways are the operator's settings`,
  );
  const targets = [
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:22',
    'file:///etc/passwd',
    'gopher://127.0.0.1:25/x',
  ];
  for (const url of targets) {
    const told = await who.outcome('dsw.kandal', '/profile', {
      method: 'PUT',
      body: { webhook: url, channels: { webhook: { address: url } } },
    });
    tally.case(told === '422 form_invalid', () => `a webhook of one's own at ${url}: ${told}`);
  }
}
