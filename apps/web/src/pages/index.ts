import type { Part } from '../shell/route';
import { administration } from './administration';
import { cases } from './cases';
import { closures } from './closures';
import { decisions } from './decisions';
import { device } from './device';
import { forms } from './forms';
import { imports } from './imports';
import { inspections } from './inspections';
import { institutions } from './institutions';
import { ministry } from './ministry';
import { reviews } from './reviews';
import { supervision } from './supervision';
import { visits } from './visits';
import { watch } from './watch';
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
  inspections,
  closures,
  ministry,
  administration,
  imports,
  reviews,
  watch,
  device,
];
