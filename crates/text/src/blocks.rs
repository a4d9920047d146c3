//! Block classification (being written).
use litopys_facts::{Block, BlockKind, Span};
/// Blocks of a plain text.
pub fn find_blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push(Block { kind: BlockKind::Body, span: Span::new(at as u32, (at + line.trim_end().len()) as u32) });
        }
        at += line.len();
    }
    out
}
