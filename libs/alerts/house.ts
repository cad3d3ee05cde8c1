import type { Role } from '../../workflows/workflow';
import type { Directory, Holder } from './recipients';

/** The people of another directory, of whose directors those of one house alone: what is told about it is no other's to know. */
export class HouseDirectory implements Directory {
  constructor(
    private readonly directory: Directory,
    private readonly house: string | null,
  ) {}

  async holdersOf(role: Role, area: string, at: number): Promise<Holder[]> {
    return this.ofHouse(role, await this.directory.holdersOf(role, area, at));
  }

  async onCall(area: string, role: Role, at: number): Promise<Holder[]> {
    return this.ofHouse(role, await this.directory.onCall(area, role, at));
  }

  private ofHouse(role: Role, holders: Holder[]): Holder[] {
    return role === 'rciDirector' ? holders.filter(({ institution: own }) => !own || own === this.house) : holders;
  }
}
