"""From a review to the report: view models, templates, charts."""
