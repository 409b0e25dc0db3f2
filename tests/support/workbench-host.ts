import type { BrowserContext } from 'playwright-core';
import type { Host, Visitor } from './host';
import type { Product } from './product';

const LOGINS = { Admin: 'ada', Editor: 'eddie', Viewer: 'vera' } as const;

/** The workbench keeps who looks in a cookie, which an address with switches sets. */
export class WorkbenchHost implements Host {
  readonly address: string;
  private readonly product: Product;

  constructor(product: Product) {
    this.product = product;
    this.address = product.address;
  }

  async admit(context: BrowserContext, { role, organisation, theme }: Required<Visitor>): Promise<void> {
    const switches = new URLSearchParams({ as: LOGINS[role], orgId: organisation === 'first' ? '1' : '2', theme });
    await context.request.get(`${this.address}/?${switches.toString()}`);
  }

  pageAddress(path: string): string {
    return this.address + path;
  }

  stop(): Promise<void> {
    return this.product.stop();
  }
}
