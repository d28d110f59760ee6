"""Input of any format to typed fields: what is wrong in a file is said with its place and remedy, and costs no more than it must."""
