import { TemplateMiner } from '../../templates/template-miner.ts';

/** What sources write around a title: "[FIRING:2]", "[#1234]", "RESOLVED:", "Re: ". */
const AROUND = /^\s*(?:\[[^\]]{1,40}\]\s*|(?:re|fwd|firing|resolved|alert|incident|triggered)\s*:\s*)+/i;
/** One title is one message: nothing is learnt over several, so that the same title has the same template for ever. */
const ONE_TITLE = { templates: 4, aliases: 4, watched: 4, values: 4 };
const MAX_REMEMBERED = 5_000;

/** The template of a title: its words without numbers, ids, hosts and versions. */
export class TitleTemplates {
  private readonly known = new Map<string, string>();

  of(title: string): string {
    const known = this.known.get(title);
    if (known !== undefined) {
      return known;
    }
    const plain = title.replace(AROUND, '').trim() || title;
    const { text } = new TemplateMiner(ONE_TITLE).learn(plain);
    const template = text.toLowerCase();
    if (this.known.size < MAX_REMEMBERED) {
      this.known.set(title, template);
    }
    return template;
  }
}
