import { css } from 'lit';

/** The register of groups, on top of what every register has. */
export const styles = css`
  .leaves {
    display: grid;
    gap: var(--_s1);
    padding: var(--_s3) var(--_s4);
    border-radius: var(--_radius);
    background: var(--_canvas);
  }
`;
