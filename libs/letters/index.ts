export { makeCode, readCode, writtenCode } from './code';
export { Letters, type DocumentItem, type Issued, type Verdict } from './letters';
export { documentPage, unknownPage, verifyPage } from './page';
export { Pace } from './pace';
export { Press } from './press';
export { documentStyle } from './style';
export type { Draft, Language, Snapshot } from './snapshot';
export { letterTexts } from './texts';
export { letterDate } from './words';
