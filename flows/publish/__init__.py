"""Tables → a release that others can download, check and cite."""
