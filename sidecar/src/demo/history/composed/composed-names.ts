import type { DemoService } from '../../shop/services.ts';
import type { ErrorDefinition } from '../catalogue/signature-definition.ts';
import type { TeamVocabulary } from './shop-parts.ts';

/** How one piece of a service is called in prose and in code. */
export interface ComposedNames {
  readonly service: DemoService;
  /** `refund export` */
  readonly piece: string;
  /** `refund-export`: its deployment, its file. */
  readonly kebab: string;
  /** `RefundExport` */
  readonly pascal: string;
  readonly team: TeamVocabulary;
  /** Told apart where the same piece comes again. */
  readonly host: string;
  /** How often the same piece was used before. */
  readonly round: number;
}

export function composedNames(of: {
  service: DemoService;
  team: TeamVocabulary;
  part: string;
  task: string;
  round: number;
}): ComposedNames {
  const piece = `${of.part} ${of.task}`;
  const words = piece.split(/[ -]/);
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const kebab = words.join('-');
  const suffix = of.round === 0 ? '' : `V${of.round + 1}`;
  const host = `${kebab}-${(of.round % 9) + 1}`;
  return { service: of.service, piece, kebab, pascal: `${pascal}${suffix}`, team: of.team, host, round: of.round };
}

const SLOT = /\{(service|piece|kebab|pascal|calls|people|store|peer|host)\}/g;

/** Fills in names; what differs each time stays in braces. */
export function withNames(text: string, names: ComposedNames): string {
  return text.replace(SLOT, (_, slot: string) => {
    switch (slot) {
      case 'service':
        return names.service;
      case 'piece':
        return names.piece;
      case 'kebab':
        return names.kebab;
      case 'pascal':
        return names.pascal;
      case 'host':
        return names.host;
      case 'calls':
        return names.team.calls;
      case 'people':
        return names.team.people;
      case 'store':
        return names.team.store;
      default:
        return names.team.peer;
    }
  });
}

/** Two frames of the team's own code in its language: where it failed, and who called. */
export function composedFrames(names: ComposedNames, [inner, outer]: readonly [string, string]): string[] {
  const { pascal, kebab, service } = names;
  const flat = service.replace('-', '');
  const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
  const frames: Record<ErrorDefinition['language'], readonly string[]> = {
    node: [
      `${pascal}.${lower(inner)} (src/${kebab}/${kebab}.ts:64:13)`,
      `${pascal}.${lower(outer)} (src/${kebab}/${kebab}.ts:31:20)`,
    ],
    jvm: [
      `com.shop.${flat}.${pascal}.${lower(inner)}(${pascal}.java:118)`,
      `com.shop.${flat}.${pascal}.${lower(outer)}(${pascal}.java:57)`,
    ],
    python: [
      `File "/srv/${flat}/${snake(pascal)}.py", line 44, in ${snake(outer)}`,
      `File "/srv/${flat}/${snake(pascal)}.py", line 97, in ${snake(inner)}`,
    ],
    go: [
      `shop.example/${flat}/internal/${kebab.replaceAll('-', '')}.(*${pascal}).${inner}`,
      `shop.example/${flat}/internal/${kebab.replaceAll('-', '')}.(*${pascal}).${outer}`,
    ],
    dotnet: [
      `Shop.${service === 'api-gateway' ? 'Gateway' : service.charAt(0).toUpperCase() + service.slice(1)}.${pascal}.${inner}(String key) in /src/${pascal}.cs:line 88`,
      `Shop.${service === 'api-gateway' ? 'Gateway' : service.charAt(0).toUpperCase() + service.slice(1)}.${pascal}.${outer}(Context context) in /src/${pascal}.cs:line 41`,
    ],
  };
  return [...frames[names.team.language]];
}
