import { css } from 'lit';

export const styles = css`
  .page {
    max-inline-size: 920px;
  }
  .number {
    font-size: 20px;
    line-height: 1.3;
    font-weight: 650;
  }
  .back {
    justify-self: start;
  }
  details > summary {
    cursor: pointer;
    color: var(--_brand-text);
    min-block-size: 24px;
  }
  details > .data {
    margin-block-start: var(--_s3);
  }
  .thread {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s4);
  }
  .thread > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s3);
  }
  .day,
  .unread-mark {
    display: flex;
    align-items: center;
    gap: var(--_s3);
    font-size: var(--_size-s);
    font-weight: 600;
    color: var(--_muted);
  }
  .day::after,
  .unread-mark::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }
  .unread-mark > span {
    padding: 1px 10px;
    border-radius: 999px;
    background: var(--_unread);
    color: var(--_on-unread);
  }
  .letter {
    display: grid;
    grid-template-columns: 200px minmax(0, 1fr);
    gap: var(--_s2) var(--_s6);
    padding: var(--_s4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    background: var(--_surface);
  }
  .letter[data-own] {
    border-inline-start: 3px solid var(--_brand-text);
    background: var(--_canvas);
  }
  .letter .plain {
    max-inline-size: 72ch;
  }
  .author {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .you {
    color: var(--_muted);
    font-weight: 400;
  }
  .change {
    display: flex;
    align-items: center;
    gap: var(--_s2);
    padding-inline: var(--_s4);
  }
  .arrived {
    position: sticky;
    inset-block-end: var(--_s4);
    justify-self: center;
    box-shadow: var(--_shadow);
  }
  @container (max-width: 699px) {
    .letter {
      grid-template-columns: minmax(0, 1fr);
      padding: var(--_s3);
    }
    .letter > header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--_s2);
    }
  }
`;
