/** Signs on buttons: not every font has them. */
const paths = {
  pause: 'M5 3v10M11 3v10',
  play: 'M5 3l8 5-8 5z',
  back: 'M12 3L5 8l7 5zM3.5 3v10',
  on: 'M4 3l7 5-7 5zM12.5 3v10',
  narrower: 'M3 8h10',
  wider: 'M3 8h10M8 3v10',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
