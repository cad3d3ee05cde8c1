/** Files that are not what they say, that unpack to more than there is, and addresses that lead out of their folder. */
import sharp from 'sharp';
import { gzipSync } from 'node:zlib';
import { Attacker, type Sent } from './attacker';
import type { Made } from './doors-use';
import { rawGet } from './raw';
import type { Tally } from './report';
import { workbookOf, zipOf } from './zips';

/** Ways out of a folder, as they stand in an address. */
const climbs = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '....//',
  '..;/',
  '%252e%252e%252f',
  '..%c0%af',
  '/..',
  '%00/../',
];
const wanted = ['etc/passwd', 'package.json', 'data/credentials.json', 'dist/apps/start.js', '.git/config'];
const leaks = /root:x:0:|"name": "homeward"|require\("|\[core\]|BEGIN (RSA |EC )?PRIVATE KEY/;

/** Addresses that leave the folder of the web pages, of letters, and of attachments. */
export async function forgePaths(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const token = await who.tokenOf('dsw.kandal');
  const bases = [
    '/',
    '/assets/',
    '/letters/',
    '/api/docs/',
    '/calendar/',
    '/verify/',
    `/api/v1/instances/${at.case}/attachments/`,
    `/api/v1/instances/${at.case}/documents/`,
    '/api/v1/exports/',
    '/api/v1/workflows/',
  ];
  for (const base of bases)
    for (const climb of climbs)
      for (const file of wanted) {
        const path = `${base}${climb.repeat(6)}${file}`;
        const { status, text } = await rawGet(who.target.url, path, { Authorization: `Bearer ${token}` });
        tally.case(
          status !== 0 && status < 500 && !leaks.test(text),
          () => `GET ${path}: ${status} ${text.slice(0, 120)}`,
        );
      }
  const png = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#123' } })
    .png()
    .toBuffer();
  for (const name of [
    '../../x',
    '..%2f..%2fx',
    '/etc/passwd',
    'a\u0000b',
    'CON',
    'x'.repeat(3_000),
    '',
    at.attachment!.toUpperCase(),
  ]) {
    const path = `/instances/${at.case}/attachments?attachment=${encodeURIComponent(name)}`;
    const sent: Sent = {
      raw: png,
      headers: {
        'Content-Type': 'image/png',
        'Content-Disposition': 'attachment; filename="../../../../tmp/hole.png"',
      },
    };
    const told = await who.outcome('dsw.kandal', path, sent);
    tally.case(/^4\d\d/.test(told), () => `a file named ${JSON.stringify(name.slice(0, 40))}: ${told}`);
  }
  const { body } = await who.send('dsw.kandal', `/instances/${at.case}/attachments`, {
    raw: png,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
  const read = await who.send('dsw.kandal', `/instances/${at.case}/attachments/${body.id}`);
  const headers = `${read.headers.get('content-type')} ${read.headers.get('content-disposition')} ${read.headers.get('x-content-type-options')}`;
  tally.case(
    /^image\/jpeg attachment; filename="[\w-]+\.jpg" nosniff$/.test(headers),
    () => `a picture is handed out as ${headers}`,
  );
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#000' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();

/** A PNG that says of itself that it is enormous, and holds nothing. */
async function claiming(width: number, height: number): Promise<Buffer> {
  const png = await blank(8, 8);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

/** Most that one bomb may make of the product's memory for a moment, and longest answer. */
const most = { bytes: 400 * 2 ** 20, ms: 20_000 };
const unpacked = 400 * 2 ** 20;

/** Files of few bytes that would fill memory, and what else is no picture, document or table. */
export async function forgeBombs(who: Attacker, at: Made, tally: Tally, quick: boolean): Promise<void> {
  const size = quick ? unpacked / 8 : unpacked;
  const attachments = `/instances/${at.case}/attachments`;
  const check = '/placement-imports/check';
  const rows = Buffer.from('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>');
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha">${'bcdefgh'
    .split('')
    .map((n, i) => `<!ENTITY ${n} "${`&${'abcdefg'[i]};`.repeat(10)}">`)
    .join('')}]>`;
  const zeros = Buffer.alloc(size);
  const bombs: [what: string, path: string, raw: Buffer, headers?: Record<string, string>][] = [
    ['a picture of 81 million points', attachments, await blank(9_000, 9_000)],
    ['a picture that claims 4 thousand million points', attachments, await claiming(65_000, 65_000)],
    ['a picture that claims no width', attachments, await claiming(0, 10)],
    [
      'a JPEG that is a program',
      attachments,
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('#!/bin/sh\nid\n')]),
    ],
    [
      'an SVG that asks for a file',
      attachments,
      Buffer.from(
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
      ),
    ],
    ['a page', attachments, Buffer.from('<html><script>alert(1)</script>')],
    ['a zip', attachments, zipOf([{ name: '../../../../tmp/hole', content: Buffer.from('x') }])],
    ['zeros, packed on the way', attachments, gzipSync(zeros.subarray(0, 2 ** 24)), { 'Content-Encoding': 'gzip' }],
    ['a table packed on the way', check, gzipSync(zeros.subarray(0, 2 ** 24)), { 'Content-Encoding': 'gzip' }],
    [
      'a body packed on the way',
      '/children',
      gzipSync(zeros.subarray(0, 2 ** 24)),
      { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' },
    ],
    ['a table of blanks that unpacks to too much', check, workbookOf(Buffer.alloc(size, 0x20))],
    ['a table of rows that unpacks to too much', check, workbookOf(Buffer.alloc(size / 4, rows))],
    ['a table that claims 4 thousand million bytes', check, workbookOf(rows, { claimed: 4_000_000_000 })],
    ['a table just within the bounds', check, workbookOf(Buffer.alloc(3_900_000, rows))],
    [
      'a table whose entities grow',
      check,
      workbookOf(Buffer.from('<row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row>'), { doctype: laughs }),
    ],
    [
      'a table that asks for a file',
      check,
      workbookOf(Buffer.from('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'), {
        doctype: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      }),
    ],
    ['a table in another folder', check, zipOf([{ name: '../../../../tmp/hole', content: Buffer.from('x') }])],
    ['a table that is no zip', check, Buffer.from('PK\x03\x04 and no more')],
    ['a table of a million cells', check, Buffer.from(`${'a,'.repeat(999_999)}a\n1`)],
    ['a table with one long cell', check, Buffer.from(`a\n"${'x'.repeat(4_000_000)}`)],
  ];
  for (const [what, path, raw, headers = {}] of bombs) {
    if (quick && what.includes('million cells')) continue;
    const before = who.target.memory();
    let peak = before;
    let slowest = 0;
    const watch = setInterval(() => (peak = Math.max(peak, who.target.memory())), 20);
    const asked = who.send('officer.kandal', path, {
      raw,
      patience: 60_000,
      headers: { 'Content-Type': 'application/octet-stream', ...headers },
    });
    let over = false;
    void asked.finally(() => (over = true));
    while (!over) {
      const { ms } = await who.sendRaw('/health/live', { patience: 60_000 });
      slowest = Math.max(slowest, ms);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const answer = await asked;
    clearInterval(watch);
    const told = Attacker.told(answer);
    const grew = peak - before;
    // a table without one usable row is read, and its faults are told
    const heard = /^4\d\d/.test(told) || (path === check && told === '200' && answer.body.rows.length === 0);
    const right = heard && answer.ms < most.ms && grew < most.bytes && !leaks.test(answer.bytes.toString('latin1'));
    const cost = `${told}, ${(raw.length / 1024).toFixed(0)} KB sent, ${answer.ms.toFixed(0)} ms, at most ${Math.round(grew / 2 ** 20)} MB more, others waited ${slowest.toFixed(0)} ms`;
    if (tally.case(right, () => `${what}: ${cost}`)) tally.note(`${what}: ${cost}`);
  }
}
