"""Mail: composed, recorded in an outbox, and sent only when asked to."""
