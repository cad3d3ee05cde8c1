/** Typst with our own fonts and templates: the same snapshot comes to the same bytes, on every machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { renderSVG } from 'uqr';
import { projectRoot } from '../database';
import { writtenCode } from './code';
import { basisText, inLanguage, type Draft } from './snapshot';
import { letterTexts } from './texts';

const fonts = [
  '@expo-google-fonts/battambang/400Regular/Battambang_400Regular.ttf',
  '@expo-google-fonts/battambang/700Bold/Battambang_700Bold.ttf',
  '@expo-google-fonts/moul/400Regular/Moul_400Regular.ttf',
  '@expo-google-fonts/noto-sans-khmer/400Regular/NotoSansKhmer_400Regular.ttf',
  '@expo-google-fonts/noto-sans-khmer/700Bold/NotoSansKhmer_700Bold.ttf',
];
/** Compilations that a memoised result outlives unused; keeps memory level. */
const keep = 10;

/** Where a code is asked for. */
export const checkLink = (link: string, code: string): string => `${link.replace(/\/$/, '')}/verify/${code}`;

export class Press {
  private readonly folder = join(projectRoot(), 'libs', 'letters', 'templates');
  /** made with the first document: the compiler and its fonts take some 25 MB */
  private made: NodeCompiler | undefined;

  private get compiler(): NodeCompiler {
    return (this.made ??= NodeCompiler.create({
      workspace: this.folder,
      fontArgs: [{ fontBlobs: fonts.map((font) => readFileSync(require.resolve(font))) }],
    }));
  }

  /**
   * The document as PDF/A-2b; as plain PDF when people wrote signs that our fonts do not have (the standard forbids the
   * empty box that stands for them). Throws where the template does not compile.
   */
  pdf(draft: Draft): Buffer {
    const { compiler } = this;
    const document = this.compile(draft);
    const creationTimestamp = Math.floor(draft.snapshot.at / 1000);
    let bytes: Buffer;
    try {
      bytes = compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp });
    } catch {
      bytes = compiler.pdf(document, { creationTimestamp });
    }
    compiler.evictCache(keep);
    return Buffer.from(bytes);
  }

  /** The pages below each other as one SVG, for looking at them. */
  svg(draft: Draft): string {
    return this.compiler.plainSvg(this.compile(draft));
  }

  private compile({ snapshot, language, code, draft }: Draft) {
    const { compiler } = this;
    const data = {
      words: inLanguage(letterTexts, language),
      language,
      ...(inLanguage(snapshot, language) as object),
      basis: basisText(snapshot)[language],
      draft: draft ?? false,
      code: code ? writtenCode(code) : null,
      check: code ? checkLink(snapshot.link, code) : null,
      qr: code ? renderSVG(checkLink(snapshot.link, code), { border: 0, ecc: 'M' }) : null,
    };
    const result = compiler.compile({
      mainFilePath: join(this.folder, `${snapshot.template}.typ`),
      inputs: { data: JSON.stringify(data) },
    });
    const document = result.result;
    if (!document) {
      const error = result.takeError();
      throw new Error(`${snapshot.template}: ${JSON.stringify(error?.shortDiagnostics ?? 'does not compile')}`);
    }
    return document;
  }
}

/** Digest of a page, in hex. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
