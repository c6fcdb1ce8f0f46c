"""What a failure leaves: each call that touches a file made to fail once, and the process ended there, in every command
that writes."""
