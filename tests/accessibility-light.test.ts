import { scanEveryPage } from './support/scan-every-page';

describe('accessibility in the light theme', () => scanEveryPage('light'));
