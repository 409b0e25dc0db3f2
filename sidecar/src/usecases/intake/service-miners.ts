import { TemplateBudget } from '../../domain/templates/learning/template-budget.ts';
import type { TemplateRecord } from '../../domain/templates/template-counts.ts';
import { TemplateMiner, type MinedTemplate } from '../../domain/templates/template-miner.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { TemplateStore } from '../../ports/stores/signals/template-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';

/** What a miner takes up again from the store: more than a service that is well ever has. */
const RESTORED_TEMPLATES = 2000;
const RESTORED_AT_ONCE = 8;
/** Of all services together: some six kilobytes each, four times that where somebody makes up words. */
const TEMPLATES = 10_000;
/** Services beyond have one miner together: memory is bounded whatever is made up. */
const MAX_MINERS = 500;
const TOGETHER = '';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A miner for each service of an organisation: what one program says never changes what another one's templates are,
 * and one that makes up messages fills its own table alone. Ids tell content, so the same message has the same id in
 * two services.
 */
export class ServiceMiners {
  private readonly store: Pick<TemplateStore, 'known'>;
  private readonly miners = new Map<string, TemplateMiner>();
  private readonly budget = new TemplateBudget(TEMPLATES);
  /** What was told today, and what is to be told with the next batch. */
  private readonly told = new Set<string>();
  private again: TemplateRecord[] = [];
  private day = 0;

  constructor(store: Pick<TemplateStore, 'known'>) {
    this.store = store;
  }

  /**
   * Takes up what earlier processes learned of these services, once each. While the store is away a service begins
   * anew: its ids come out the same, only what was merged before has to be seen again.
   */
  async prepare(scope: Scope, services: ReadonlySet<string>): Promise<void> {
    // Those beyond share a miner that is none of theirs: asking for them would go on with every request.
    const room = Math.max(0, MAX_MINERS - this.miners.size);
    const unknown = [...services].filter((service) => !this.miners.has(service)).slice(0, room);
    for (let begin = 0; begin < unknown.length; begin += RESTORED_AT_ONCE) {
      await Promise.all(unknown.slice(begin, begin + RESTORED_AT_ONCE).map((service) => this.restore(scope, service)));
    }
  }

  /** A store forgets templates that nothing counted for: what comes back after that is told again, once a day. */
  learn(service: string, message: string, now: number): MinedTemplate {
    const template = this.minerOf(service).learn(message);
    this.beginDay(Math.floor(now / DAY_MS));
    if (!this.told.has(template.id)) {
      this.told.add(template.id);
      this.again.push({ id: template.id, text: template.text, mergedInto: null });
    }
    return template;
  }

  takeChanges(services: ReadonlySet<string>): TemplateRecord[] {
    const records = new Map(this.again.map((record) => [record.id, record]));
    this.again = [];
    for (const service of services) {
      const { templates, merges } = this.minerOf(service).takeChanges();
      for (const { id, text } of templates) {
        records.set(id, { id, text, mergedInto: null });
      }
      for (const { from, into, text } of merges) {
        records.set(from, { id: from, text, mergedInto: into });
      }
    }
    return [...records.values()];
  }

  status(): { size: number; limit: number; overflowed: number } {
    const all = [...this.miners.values()].map((miner) => miner.status());
    return {
      size: all.reduce((sum, { templates }) => sum + templates, 0),
      limit: TEMPLATES,
      overflowed: all.reduce((sum, { overflowed }) => sum + overflowed, 0),
    };
  }

  private beginDay(day: number): void {
    if (day !== this.day) {
      this.day = day;
      this.told.clear();
    }
  }

  private async restore(scope: Scope, service: string): Promise<void> {
    const miner = this.minerOf(service);
    try {
      // Another request may learn meanwhile: what is restored then adds to it.
      miner.restore(await this.store.known(scope, { service, limit: RESTORED_TEMPLATES }));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        throw error;
      }
    }
  }

  private minerOf(service: string): TemplateMiner {
    const name = this.miners.has(service) || this.miners.size < MAX_MINERS ? service : TOGETHER;
    const known = this.miners.get(name);
    if (known !== undefined) {
      return known;
    }
    const miner = new TemplateMiner({}, this.budget);
    this.miners.set(name, miner);
    return miner;
  }
}
