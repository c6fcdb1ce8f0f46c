"""Progress, forecasts, signals and statuses of a plan as of a date."""
