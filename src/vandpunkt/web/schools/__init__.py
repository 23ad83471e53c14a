"""Where schools stand, and the page of one."""
