import { css } from 'lit';

// Dark values stand in one fragment because two selectors need them: the forced theme and the system's preference.
const dark = css`
  color-scheme: dark;
  --_surface: var(--fc-color-surface, #14191c);
  --_canvas: var(--fc-color-canvas, #1d2428);
  --_text: var(--fc-color-text, #e6ebed);
  --_muted: var(--fc-color-muted, #a5b1b8);
  --_border: var(--fc-color-border, #343e44);
  --_control: var(--fc-color-control, #7f8c94);
  --_brand: var(--fc-color-brand, #6bbcd2);
  --_brand-hover: var(--fc-color-brand, #8ccbdc);
  --_brand-text: var(--fc-color-text, #86cade);
  --_brand-tint: #1b3038;
  --_on-brand: var(--fc-color-on-brand, #04222c);
  --_success: var(--fc-color-success, #7ccf9a);
  --_success-tint: #16291e;
  --_error: var(--fc-color-error, #ffa198);
  --_error-tint: #371b19;
  --_shadow: 0 8px 28px #000a;
`;

// White or black on the brand, whichever reads better (0.179 is the luminance where both have the same contrast), and a
// hover that moves away from it. Every theme's rule repeats them, or a static value of higher specificity would win.
const derived = css`
  --_on-brand: var(
    --fc-color-on-brand,
    color(
      from var(--_brand) xyz-d65 clamp(0, (0.179 - y) * 9999, 0.9505) clamp(0, (0.179 - y) * 9999, 1)
        clamp(0, (0.179 - y) * 9999, 1.089)
    )
  );
  --_brand-hover: color-mix(in oklab, var(--_brand) 86%, oklch(from var(--_on-brand) calc(1 - l) 0 0));
`;

const darkDerived = css`
  --_brand: oklch(from var(--_seed) max(l, 0.75) min(c, 0.13) h);
  --_brand-text: oklch(from var(--_seed) max(l, 0.8) min(c, 0.11) h);
  --_brand-tint: color-mix(in oklab, var(--_brand) 15%, var(--_surface));
  ${derived}
`;

/**
 * The design tokens, set on the inner wrapper (`.fc`). A host overrides the public ones (`--fc-*`) from anywhere above
 * the element; components read only the private ones (`--_*`), which map them with a default. `all: initial` on the
 * wrapper cuts every inherited property of the host but leaves custom properties, so the overrides still arrive.
 *
 * One brand token is enough. Where the browser can compute colours from colours (Chromium 119, Firefox 128, Safari 18)
 * hover, tint, text and focus colours follow from `--fc-color-brand` with their contrast kept (WCAG 2.2, 1.4.3 and
 * 1.4.11); elsewhere the brand colour is used as it is, on static neutrals.
 */
export const tokens = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .fc {
    all: initial;
    display: block;
    position: relative;
    box-sizing: border-box;
    direction: ltr;
    container-type: inline-size;
    color-scheme: light;

    --_u: var(--fc-space-unit, 4px);
    --_s1: var(--_u);
    --_s2: calc(var(--_u) * 2);
    --_s3: calc(var(--_u) * 3);
    --_s4: calc(var(--_u) * 4);
    --_s6: calc(var(--_u) * 6);
    --_s8: calc(var(--_u) * 8);
    --_radius: var(--fc-radius-control, 6px);
    --_radius-l: var(--fc-radius-card, 10px);
    --_font: var(--fc-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --_size: var(--fc-font-size, 15px);
    --_size-s: var(--fc-font-size-small, 14px);
    --_size-field: var(--fc-font-size-field, 16px);
    --_density: var(--fc-density, 1);
    --_target: calc(38px * var(--_density));
    --_row: calc(10px * var(--_density));

    --_seed: var(--fc-color-brand, #0b5c73);
    --_surface: var(--fc-color-surface, #fff);
    --_canvas: var(--fc-color-canvas, #f4f6f7);
    --_text: var(--fc-color-text, #1a2328);
    --_muted: var(--fc-color-muted, #55626a);
    --_border: var(--fc-color-border, #d8dee2);
    --_control: var(--fc-color-control, #7b8891);
    --_brand: var(--_seed);
    --_brand-hover: var(--fc-color-brand, #084a5d);
    --_brand-text: var(--_seed);
    --_brand-tint: #e7f1f4;
    --_on-brand: var(--fc-color-on-brand, #fff);
    --_unread: var(--fc-color-unread, #f6a33b);
    --_on-unread: var(--fc-color-on-unread, #2b1700);
    --_success: var(--fc-color-success, #17663a);
    --_success-tint: #e8f4ec;
    --_error: var(--fc-color-error, #b3231b);
    --_error-tint: #fdf0ee;
    --_focus: var(--fc-color-focus, var(--_brand-text));
    --_shadow: 0 8px 28px #0f1e2429;

    background: var(--_surface);
    color: var(--_text);
    font: 400 var(--_size) / 1.5 var(--_font);
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    -webkit-font-smoothing: antialiased;
  }
  .fc[data-theme='dark'] {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .fc[data-theme='auto'] {
      ${dark}
    }
  }
  @supports (color: oklch(from red min(l, 0.5) c h)) {
    .fc {
      --_brand-text: oklch(from var(--_seed) min(l, 0.47) c h);
      --_brand-tint: color-mix(in oklab, var(--_seed) 8%, var(--_surface));
      ${derived}
    }
    .fc[data-theme='dark'] {
      ${darkDerived}
    }
    @media (prefers-color-scheme: dark) {
      .fc[data-theme='auto'] {
        ${darkDerived}
      }
    }
  }
  /* 44 px where a finger points (WCAG 2.5.5); 24 px is the floor everywhere (2.5.8). */
  @media (pointer: coarse) {
    .fc {
      --_target: 44px;
    }
  }
`;
