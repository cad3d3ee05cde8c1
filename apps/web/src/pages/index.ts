import type { Part } from '../shell/route';
import { administration } from './administration';
import { cases } from './cases';
import { decisions } from './decisions';
import { device } from './device';
import { forms } from './forms';
import { imports } from './imports';
import { institutions } from './institutions';
import { ministry } from './ministry';
import { supervision } from './supervision';
import { visits } from './visits';
import { work } from './work';

/** Every part of the application; a part is loaded when one of its pages is opened. */
export const parts: Part[] = [
  work,
  forms,
  cases,
  visits,
  decisions,
  supervision,
  institutions,
  ministry,
  administration,
  imports,
  device,
];
