import type { Part } from '../shell/route';
import { administration } from './administration';
import { cases } from './cases';
import { decisions } from './decisions';
import { device } from './device';
import { forms } from './forms';
import { institutions } from './institutions';
import { ministry } from './ministry';
import { supervision } from './supervision';
import { work } from './work';

/** Every part of the application; a part is loaded when one of its pages is opened. */
export const parts: Part[] = [
  work,
  forms,
  cases,
  decisions,
  supervision,
  institutions,
  ministry,
  administration,
  device,
];
