/// <reference lib="dom" />
import { html, render, type TemplateResult } from 'lit';

/** One state of an element, as the catalogue beside it describes it. */
export interface State {
  name: string;
  title: string;
  render: () => unknown;
  setup?: (element: Element) => unknown;
}
/** The states by tag. */
export type Catalogue = Record<string, readonly State[]>;

const address = (element: string, state: string, theme: string): string =>
  `/?${new URLSearchParams({ element, state, theme })}`;

async function showOne(catalogue: Catalogue, tag: string, name: string, theme: string): Promise<void> {
  document.body.className = theme === 'dark' ? 'single dark' : 'single';
  document.documentElement.style.colorScheme = theme;
  const state = catalogue[tag]?.find((candidate) => candidate.name === name);
  if (!state) throw new Error(`There is no state ${name} of ${tag}.`);
  document.title = `${tag}: ${state.title}`;
  render(state.render(), document.body);
  const element = document.body.querySelector(tag);
  if (element) await state.setup?.(element);
  document.body.dataset['ready'] = '';
}

function showAll(catalogue: Catalogue): void {
  const settings = { width: '1024', theme: 'light' };

  const fit = ({ currentTarget }: Event): void => {
    const frame = currentTarget as HTMLIFrameElement;
    const inside = frame.contentDocument?.body;
    if (!inside) return;
    new ResizeObserver(() => {
      frame.style.height = `${Math.min(inside.scrollHeight + 2, 1600)}px`;
    }).observe(inside);
  };
  const change = (key: keyof typeof settings) => (event: Event) => {
    settings[key] = (event.target as HTMLSelectElement).value;
    update();
  };
  const choice = (label: string, key: keyof typeof settings, values: string[]): TemplateResult => html`
    <label>${label}
      <select @change=${change(key)}>
        ${values.map((value) => html`<option ?selected=${value === settings[key]}>${value}</option>`)}
      </select>
    </label>`;

  const update = (): void => {
    const tags = Object.entries(catalogue);
    render(
      html`<header class="bar">
          <b>Fale Conosco · estados</b>
          ${choice('Largura', 'width', ['320', '600', '768', '1024', '1280'])}
          ${choice('Tema', 'theme', ['light', 'dark'])}
        </header>
        <nav class="tags">${tags.map(([tag, states]) => html`<a href="#${tag}">${tag}</a> ${states.length}`)}</nav>
        ${tags.map(
          ([tag, states]) => html`<h2 id=${tag}>${tag}</h2>
            ${states.map((state) => {
              const url = address(tag, state.name, settings.theme);
              return html`<figure>
                <figcaption><a href=${url}>${state.title}</a> <code>${state.name}</code></figcaption>
                <iframe title=${state.title} src=${url} width=${settings.width} loading="lazy" @load=${fit}></iframe>
              </figure>`;
            })}`,
        )}`,
      document.body,
    );
  };
  update();
}

/** Shows the whole catalogue, or the one state that the address names: `?element=&state=&theme=`. */
export async function start(catalogue: Catalogue): Promise<void> {
  const search = new URLSearchParams(location.search);
  const element = search.get('element');
  if (element) await showOne(catalogue, element, search.get('state') ?? '', search.get('theme') ?? 'light');
  else showAll(catalogue);
}
