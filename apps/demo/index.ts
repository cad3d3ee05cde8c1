export { accountOf, demoAccounts, demoId, demoPassword, shownAccounts, type DemoAccount } from './accounts';
export { seedDemo, type DemoContext } from './demo';
