/** A thin bar; `value` 0…1, null while the total is unknown. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  const percent = value === null ? undefined : Math.round(value * 100)
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === undefined ? { 'data-unknown': '' } : { 'aria-valuenow': percent })}
    >
      <div
        className="progress-fill"
        {...(percent === undefined ? {} : { style: { width: `${percent}%` } })}
      />
    </div>
  )
}
