/** What the device keeps and sends: drafts, commands that wait, the lock. */
export { Device, useVault } from './device';
export { draftId, listDrafts, saveDraft, useDraft } from './drafts';
export { askAgain, flush, forgetItem, sendCommand, tryAgain } from './flush';
export { handOver, signOut, whatWaits } from './leave';
export { onChange } from './notice';
export { refusalOf, removeItem, stillWaits, useOutbox, useWaiting, type Refusal } from './outbox';
export { keepForOffline } from './prefetch';
export { countKept, readThrough } from './reading';
export { KeptHere, useKept } from './kept';
export { isFull, isUsable, type Item, type Received } from './store';
export { lock, setPin, shortestPin } from './vault';
export type { CaseAnswer, Command, Draft, Sent } from './types';
