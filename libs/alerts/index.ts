export * from './alerts';
export * from './channels';
export * from './health';
export { Heartbeat, silence, silenceOf } from './heartbeat';
export type { Climb, Titles } from './ladder';
export * from './recipients';
export * from './sweeper';
export { alertTexts } from './texts';
export * from './queue';
