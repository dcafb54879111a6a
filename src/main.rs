//! The binary: the command line natively, the studio in a browser. It only chooses between the two.

fn main() {}
