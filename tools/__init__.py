"""What the project uses to make its own committed files; no part of the package."""
