/** What the device keeps and sends: drafts, commands that wait, the lock. */
export { Device, useVault } from './device';
export { draftId, listDrafts, saveDraft, useDraft } from './drafts';
export { askAgain, askReviews, flush, forgetItem, sendCommand, tryAgain } from './flush';
export { handOver, signOut, whatWaits } from './leave';
export { onChange } from './notice';
export { refusalOf, removeItem, stillWaits, useOutbox, type Refusal } from './outbox';
export { listAside, setAside, takeBack, type Aside } from './aside';
export { countUnsent, isCensus, isNothing, type Unsent } from './unsent';
export {
  standingOf,
  unsentOf,
  useInspectionsHere,
  useWaiting,
  type Refused as RefusedPiece,
  type Standing as Unanswered,
} from './inspections-here';
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
  giveUpPiece,
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
  sendRefused,
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
