"""The desk in a browser: pages of the answers, written by this program alone and readable without scripts."""
