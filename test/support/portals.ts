/** The two demo portals as a person uses them: signing in by click and finding the way to the contacts. */
import type { Locator, Page } from 'playwright-core';
import type { Demo } from './demo.ts';

/** First names of the people of the demo catalogue who sign in at portals. */
export type Person = 'Ana' | 'Bruno' | 'Carla' | 'Davi';

/** What differs between the portals. */
export interface Portal {
  /** For titles of tests. */
  name: string;
  /** Address of the first page. */
  url: (demo: Demo) => string;
  /** From the first page to a signed-in one. */
  signIn: (page: Page, demo: Demo, person: Person) => Promise<void>;
  /** From any page of the signed-in portal to the list of contacts. */
  openContacts: (page: Page) => Promise<void>;
  /** The part of the page that is ours. */
  contacts: (page: Page) => Locator;
}

/** The operator's old portal, with `fale-conosco-app` in it. */
export const webPrestador: Portal = {
  name: 'Web Prestador',
  url: (demo) => demo.webPrestadorUrl,
  signIn: async (page, demo, person) => {
    await page.goto(demo.webPrestadorUrl);
    await page.getByRole('link', { name: `Entrar como ${person}` }).click();
    await page.locator('#ctl00_lblUsuario').filter({ hasText: person }).waitFor();
  },
  openContacts: async (page) => {
    await page.getByRole('link', { name: 'Utilitários/outros', exact: true }).click();
    await page.getByRole('link', { name: 'Fale conosco', exact: true }).click();
    await page.locator('fale-conosco-app').getByRole('heading', { name: 'Contatos' }).waitFor();
  },
  contacts: (page) => page.locator('fale-conosco-app'),
};

/** A practice-management system of somebody else, on another origin under a strict policy, with the three elements. */
export const thirdParty: Portal = {
  name: 'Gestão Clínica',
  url: (demo) => demo.thirdPartyUrl,
  signIn: async (page, demo, person) => {
    await page.goto(demo.thirdPartyUrl);
    await page.getByRole('link', { name: new RegExp(`^${person}`) }).click();
    await page.locator('.account').filter({ hasText: person }).waitFor();
  },
  openContacts: async (page) => {
    await page.getByRole('link', { name: /^Vida Plena/ }).click();
    await page.locator('fale-conosco-list').getByRole('heading', { name: 'Contatos' }).waitFor();
  },
  contacts: (page) => page.locator('main'),
};

/** Both. */
export const portals: readonly Portal[] = [webPrestador, thirdParty];
