mod common;
use common::*;
use litopys_store::Ledger;
#[test]
#[ignore]
fn speed() {
    let seed = std::fs::read_to_string("/work/shared/seeds/000_9a4757524c6677fb.txt").unwrap();
    let words: Vec<&str> = seed.split(' ').collect();
    let folder = tempfile::tempdir_in("/tmp/st").unwrap();
    let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
    let t = std::time::Instant::now();
    let mut n = 0u64;
    for _ in 0..20000/64 {
        let mut b = ledger.batch().unwrap();
        for _ in 0..64 {
            n += 1;
            let mut r = report(n);
            let mut x = n;
            for _ in 0..400 { x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); r.text.push(' '); r.text.push_str(words[(x >> 33) as usize % words.len()]); }
            let mut e = extraction(&r, "t");
            for i in 0..7 { let mut c = e.claims[0].clone(); c.id = format!("c{}", i + 2); e.claims.push(c); }
            b.add(&r, &e, AT).unwrap();
        }
        b.commit().unwrap();
    }
    println!("add {n}: {:?}", t.elapsed());
    let t = std::time::Instant::now();
    println!("readings {} {:?}", ledger.readings(None).unwrap().map(|r| r.unwrap()).count(), t.elapsed());
    let t = std::time::Instant::now();
    println!("verify {:?} {:?}", ledger.verify().unwrap().is_sound(), t.elapsed());
    let t = std::time::Instant::now();
    ledger.rebuild().unwrap();
    println!("rebuild {:?}", t.elapsed());
    println!("size {}", std::fs::metadata(folder.path().join("l.db")).unwrap().len());
}
