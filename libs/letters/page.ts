/** Documents as pages: the same words as the PDF, for reading, searching and printing. No script, no inline style. */
import { renderSVG } from 'uqr';
import type { Text } from '../../workflows/workflow';
import { writtenCode } from './code';
import type { FormPart } from './form';
import type { Issued, Verdict } from './letters';
import { checkLink } from './press';
import { basisText, inLanguage, type Draft, type FormSnapshot, type Language, type LetterSnapshot } from './snapshot';
import { letterTexts as texts } from './texts';
import { letterDate, number } from './words';

type Spoken<T> = T extends Text
  ? string
  : T extends (infer I)[]
    ? Spoken<I>[]
    : T extends object
      ? { [K in keyof T]: Spoken<T[K]> }
      : T;

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const paragraph = (text: string): string => `<p>${escape(text).replace(/\n/g, '<br>')}</p>`;
const spoken = <T>(value: T, language: Language): Spoken<T> => inLanguage(value, language) as Spoken<T>;

/** One page of this server: language, title, the stylesheet that it serves itself. */
function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/letters.css"></head><body>
${body}
</body></html>`;
}

const rows = (of: { label: string; value: string }[]): string =>
  of.length === 0
    ? ''
    : `<table class="facts"><tbody>${of
        .map(({ label, value }) => `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`)
        .join('')}</tbody></table>`;

/** A document as a page; `links` are its other forms, by address. */
export function documentPage(
  document: Draft & Partial<Pick<Issued, 'revoked'>>,
  links: { pdf: string; other: string } | undefined,
): string {
  const { language, draft, revoked, snapshot } = document;
  const words = spoken(texts, language);
  const notice = draft
    ? `<p class="notice" role="status">${escape(words.draft)}. ${escape(words.draftTold)}</p>`
    : revoked
      ? `<p class="notice" role="status"><strong>${escape(words.revoked)}</strong>: ${escape(revoked.reason[language])} (${escape(letterDate(revoked.on)[language])})</p>`
      : '';
  const other: Language = language === 'km' ? 'en' : 'km';
  const nav = links
    ? `<nav><a href="${escape(links.pdf)}">${escape(words.asPdf)}</a> <a href="${escape(links.other)}" lang="${other}" hreflang="${other}">${escape(words.inOther)}</a></nav>`
    : '';
  const head = `<header><p class="state">${escape(words.kingdom)}<br>${escape(words.nation)}</p>
<p class="office">${snapshot.office.map((line) => escape(line[language])).join('<br>')}</p><p>${escape(words.number)} ${escape(snapshot.number)}</p></header>`;
  const body = snapshot.kind === 'letter' ? letterBody(snapshot, document) : formBody(snapshot, language);
  return page(
    language,
    `${snapshot.title[language]} ${snapshot.number}`,
    `${nav}<main class="paper${draft ? ' draft' : ''}">${notice}${head}${body}
<footer><p>${escape(basisText(snapshot)[language])}</p></footer></main>`,
  );
}

function letterBody(snapshot: LetterSnapshot, { language, code }: Draft): string {
  const words = spoken(texts, language);
  const said = spoken(snapshot, language);
  const section = (title: string, body: string): string => `<section><h2>${escape(title)}</h2>${body}</section>`;
  const reasons = said.reasons ? section(words.reasons, paragraph(said.reasons)) : '';
  const rules = said.rules.length
    ? section(
        words.rules,
        `<ul>${said.rules
          .map(
            ({ id, text, source }) =>
              `<li><strong>${escape(id)}</strong> ${escape(text)} <small>(${escape(source)})</small></li>`,
          )
          .join('')}</ul>`,
      )
    : '';
  const appeal = said.appeal
    ? section(
        words.appeal,
        said.appeal.paragraphs.map(paragraph).join('') +
          `<p>${escape(words.lastDay)} <strong>${escape(said.appeal.last)}</strong>${language === 'km' ? '។' : '.'} ${escape(words.lastDayLater)}</p>`,
      )
    : '';
  const check = code
    ? `<section class="check">${renderSVG(checkLink(snapshot.link, code), { border: 0 }).replace('<svg', '<svg aria-hidden="true" width="96" height="96"')}
<p>${escape(words.check)} <a href="${escape(checkLink(snapshot.link, code))}">${escape(checkLink(snapshot.link, code))}</a><br>${escape(words.code)} <strong>${writtenCode(code)}</strong></p></section>`
    : '';
  return `<h1>${escape(said.title)}<span>${escape(words.subject)} ${escape(said.subject)}</span></h1>
<dl><dt>${escape(words.to)}</dt>${said.addressees.map((to) => `<dd>${escape(to)}</dd>`).join('')}</dl>
${said.paragraphs.map(paragraph).join('')}${rows(said.details)}${reasons}${rules}${appeal}
<section class="signed"><p>${escape(said.province)}${language === 'km' ? '' : ','} ${escape(said.dated)}${said.lunar ? `<br><small>${escape(said.lunar)}</small>` : ''}</p><p class="office">${escape(said.signatory.role)}</p>
<p>${escape(words.sealAndSignature)}</p><p class="name">${escape(said.signatory.name)}${said.signatory.behalf ? `<br>${escape(words.behalf)} ${escape(said.signatory.behalf)}` : ''}</p></section>
<section class="receipt"><p>${escape(words.received)}</p><p>${escape(words.guardian)}: <span></span> ${escape(words.signatureOrThumb)}</p><p>${escape(words.child)}: <span></span> ${escape(words.signatureOrThumb)}</p><p>${escape(words.receivedOn)}: <span></span></p></section>
${check}`;
}

function formBody(snapshot: FormSnapshot, language: Language): string {
  const words = spoken(texts, language);
  const said = spoken(snapshot, language);
  const about = [
    { label: words.case, value: said.reference },
    ...said.children.map((value) => ({ label: words.childBorn, value })),
    { label: words.place, value: said.place },
    { label: words.filledIn, value: said.dated },
    { label: words.filledInBy, value: `${said.signatory.name}, ${said.signatory.role}` },
  ];
  return `<h1>${escape(said.title)}</h1>${rows(about)}${snapshot.parts.map((part) => formPart(part, language)).join('')}`;
}

function formPart(part: FormPart, language: Language): string {
  const words = spoken(texts, language);
  const head = `<section>${part.title ? `<h2>${escape(part.title[language])}</h2>` : ''}`;
  const column = (text: string): string => `<th scope="col">${escape(text)}</th>`;
  const cell = (text: string): string => `<td>${escape(text)}</td>`;
  if (part.kind === 'fields') return `${head}${rows(spoken(part, language).fields)}</section>`;
  if (part.kind === 'scores')
    return `${head}<table><thead><tr>${column(words.item)}${column(words.score)}</tr></thead><tbody>${part.items
      .map(
        ({ label, score }) =>
          `<tr><th scope="row">${escape(label[language])}</th>${cell(score === null ? '—' : number(score)[language])}</tr>`,
      )
      .join(
        '',
      )}<tr><th scope="row">${escape(words.total)}</th>${cell(part.total[language])}</tr></tbody></table><p>${escape(words.scoreKey)}</p></section>`;
  if (part.kind === 'table')
    return part.rows.length === 0
      ? `${head}<p>${escape(words.none)}</p></section>`
      : `${head}<div class="wide" tabindex="0" role="region" aria-label="${escape(part.title[language])}"><table><thead><tr>${part.columns.map((c) => column(c[language])).join('')}</tr></thead><tbody>${part.rows
          .map((row) => `<tr>${row.map((text) => cell(text[language])).join('')}</tr>`)
          .join('')}</tbody></table></div></section>`;
  if (part.kind === 'words')
    return `${head}${part.paragraphs.map((text) => paragraph(text[language])).join('')}</section>`;
  return `${head}${rows(
    part.people.map(({ label, signed, on }) => ({
      label: label[language],
      value: signed && on ? `${signed[language]}, ${on[language]}` : '—',
    })),
  )}</section>`;
}

/** Both languages of one text, each marked as what it is. */
const both = (text: Text, tag = 'p'): string =>
  `<${tag}><span lang="km">${escape(text.km)}</span><br><span lang="en">${escape(text.en)}</span></${tag}>`;

function publicPage(title: Text, body: string): string {
  return page('km', `${title.km} · ${title.en}`, `<main class="public">${both(title, 'h1')}${body}</main>`);
}

/** The public page of a code: number, date, valid or not. */
export function verifyPage({ number, date, valid }: Verdict): string {
  const line = (label: Text, value: Text): string => `<div>${both(label, 'dt')}${both(value, 'dd')}</div>`;
  const status = valid ? texts.valid : texts.noLongerValid;
  return publicPage(
    texts.verifyTitle,
    `<dl class="${valid ? 'valid' : 'revoked'}">${line(texts.verifyStatus, status)}<div>${both(texts.verifyNumber, 'dt')}<dd>${escape(number)}</dd></div>${line(texts.verifyDate, letterDate(date))}</dl>${both(texts.verifyNote)}`,
  );
}

/** The public page of a code that no letter has, or of somebody who asks too fast. */
export function unknownPage(why: 'unknown' | 'wait'): string {
  return why === 'wait'
    ? publicPage(texts.verifyTitle, both(texts.wait))
    : publicPage(texts.verifyTitle, both(texts.unknown) + both(texts.unknownNote));
}
