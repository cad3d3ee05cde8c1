/** What the device keeps and sends: drafts, commands that wait, the lock. */
export { Device, useVault } from './device';
export { draftId, listDrafts, saveDraft, useDraft } from './drafts';
export { askAgain, askReviews, flush, forgetItem, sendCommand, tryAgain } from './flush';
export { handOver, signOut, whatWaits } from './leave';
export { onChange } from './notice';
export { refusalOf, removeItem, stillWaits, useOutbox, useWaiting, type Refusal } from './outbox';
export {
  dropPhotos,
  isPhoto,
  keepPhoto,
  listPhotos,
  releasePhotos,
  removePhoto,
  startPhotos,
  type KeptPhoto,
} from './photos';
export {
  currentPieces,
  dropShot,
  findPiece,
  hardItemsOf,
  heldInspection,
  keepPackage,
  lastFailure,
  notePiece,
  noteProgress,
  onInspections,
  onTheWay,
  packagedInspections,
  readInspection,
  removeInspection,
  sendInspections,
  startInspections,
  takePhoto,
  timeAt,
  type Kept as KeptInspection,
  type KeptPiece,
  type KeptShot,
  type Package,
} from './inspections';
export { keepForOffline } from './prefetch';
export { keepAlso } from './reading';
export { countKept, readThrough } from './reading';
export { KeptHere, useKept } from './kept';
export { isFull, isUsable, type Item, type Received } from './store';
export { lock, setPin, shortestPin } from './vault';
export type { CaseAnswer, Command, Draft, Sent } from './types';
