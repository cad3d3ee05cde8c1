export { Attachments, type Attachment, type AddCommand, type WithdrawCommand } from './attachments';
export { keptOf, kindOf, largestFile, longestSide } from './picture';
export { abouts, attachmentTexts, refusalTexts as fileRefusals } from './texts';
export { Vault, type KeySeal } from './vault';
