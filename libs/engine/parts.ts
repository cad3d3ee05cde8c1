import type { Pool } from 'pg';
import type { Workflow } from '../../workflows/workflow';
import type { Door } from './door';
import type { AccessPort, Clock, FactsPort, SettingsPort } from './ports';
import type { BrokenRule } from './problem';

export interface EngineParts {
  pool: Pool;
  door: Door;
  workflows: readonly Workflow[];
  facts: FactsPort;
  settings: SettingsPort;
  access: AccessPort;
  clock: Clock;
  /** texts of database refusals by constraint name */
  refusals?: Record<string, BrokenRule>;
}
