// The mark of the app.

export const Logo = ({ size }: { size: number }) => (
  <img src="/favicon.svg" alt="" width={size} height={size} />
);
