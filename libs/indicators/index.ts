export * from './counting';
export * from './definitions';
export * from './frame';
export * from './overview';
export * from './suppression';
