/** The same angle in (−π, π]. */
export function wrapAngle(angleRad: number): number {
  const turns = angleRad / (2 * Math.PI);
  const wrapped = (turns - Math.ceil(turns - 0.5)) * 2 * Math.PI;
  return wrapped === -Math.PI ? Math.PI : wrapped;
}

export function degreesFromRadians(angleRad: number): number {
  return (angleRad * 180) / Math.PI;
}

export function radiansFromDegrees(angleDegrees: number): number {
  return (angleDegrees * Math.PI) / 180;
}
