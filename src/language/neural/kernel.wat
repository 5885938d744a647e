;; The costly steps of the network, several numbers at a time: "multiply" is C += A · B over 32-bit floats, "quantise" and "product" are the
;; same over whole numbers of 16 bits, "cell" is one step of a recurrent cell. Addresses and strides are bytes of the imported memory;
;; columns come in multiples of 8 (WIDTH).
;;
;; Every operation is rounded by itself and sums are added up in a fixed order, without functions of the machine's own: the same
;; bits everywhere.
;;
;; kernel.bytes.ts holds this file compiled; "npm run kernel" writes it.
(module
  (memory (import "neural" "memory") 1)

  ;; "multiply". A may have any strides, so a transposed table needs no copy; rows of B and C are contiguous.
  ;; Four rows of A at once: each pair of B's vectors is loaded once for four rows.
  (func $four
    (param $inner i32) (param $a i32) (param $aRow i32) (param $aStep i32) (param $b i32) (param $bRow i32) (param $c i32) (param $cRow i32)
    (local $a1 i32) (local $a2 i32) (local $a3 i32) (local $c1 i32) (local $c2 i32) (local $c3 i32)
    (local $left v128) (local $right v128) (local $x v128)
    (local $s0 v128) (local $t0 v128) (local $s1 v128) (local $t1 v128) (local $s2 v128) (local $t2 v128) (local $s3 v128) (local $t3 v128)
    (local.set $a1 (i32.add (local.get $a) (local.get $aRow)))
    (local.set $a2 (i32.add (local.get $a1) (local.get $aRow)))
    (local.set $a3 (i32.add (local.get $a2) (local.get $aRow)))
    (local.set $c1 (i32.add (local.get $c) (local.get $cRow)))
    (local.set $c2 (i32.add (local.get $c1) (local.get $cRow)))
    (local.set $c3 (i32.add (local.get $c2) (local.get $cRow)))
    (local.set $s0 (v128.load (local.get $c)))
    (local.set $t0 (v128.load offset=16 (local.get $c)))
    (local.set $s1 (v128.load (local.get $c1)))
    (local.set $t1 (v128.load offset=16 (local.get $c1)))
    (local.set $s2 (v128.load (local.get $c2)))
    (local.set $t2 (v128.load offset=16 (local.get $c2)))
    (local.set $s3 (v128.load (local.get $c3)))
    (local.set $t3 (v128.load offset=16 (local.get $c3)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $inner)))
        (local.set $left (v128.load (local.get $b)))
        (local.set $right (v128.load offset=16 (local.get $b)))
        (local.set $x (v128.load32_splat (local.get $a)))
        (local.set $s0 (f32x4.add (local.get $s0) (f32x4.mul (local.get $x) (local.get $left))))
        (local.set $t0 (f32x4.add (local.get $t0) (f32x4.mul (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a1)))
        (local.set $s1 (f32x4.add (local.get $s1) (f32x4.mul (local.get $x) (local.get $left))))
        (local.set $t1 (f32x4.add (local.get $t1) (f32x4.mul (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a2)))
        (local.set $s2 (f32x4.add (local.get $s2) (f32x4.mul (local.get $x) (local.get $left))))
        (local.set $t2 (f32x4.add (local.get $t2) (f32x4.mul (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a3)))
        (local.set $s3 (f32x4.add (local.get $s3) (f32x4.mul (local.get $x) (local.get $left))))
        (local.set $t3 (f32x4.add (local.get $t3) (f32x4.mul (local.get $x) (local.get $right))))
        (local.set $a (i32.add (local.get $a) (local.get $aStep)))
        (local.set $a1 (i32.add (local.get $a1) (local.get $aStep)))
        (local.set $a2 (i32.add (local.get $a2) (local.get $aStep)))
        (local.set $a3 (i32.add (local.get $a3) (local.get $aStep)))
        (local.set $b (i32.add (local.get $b) (local.get $bRow)))
        (local.set $inner (i32.sub (local.get $inner) (i32.const 1)))
        (br $next)))
    (v128.store (local.get $c) (local.get $s0))
    (v128.store offset=16 (local.get $c) (local.get $t0))
    (v128.store (local.get $c1) (local.get $s1))
    (v128.store offset=16 (local.get $c1) (local.get $t1))
    (v128.store (local.get $c2) (local.get $s2))
    (v128.store offset=16 (local.get $c2) (local.get $t2))
    (v128.store (local.get $c3) (local.get $s3))
    (v128.store offset=16 (local.get $c3) (local.get $t3)))

  ;; One row of A and 32 columns of B, for rows that are left over: eight sums that do not wait for each other.
  (func $oneWide
    (param $inner i32) (param $a i32) (param $aStep i32) (param $b i32) (param $bRow i32) (param $c i32)
    (local $factor v128) (local $s v128) (local $t v128) (local $u v128) (local $v v128) (local $w v128) (local $x v128) (local $y v128) (local $z v128)
    (local.set $s (v128.load (local.get $c)))
    (local.set $t (v128.load offset=16 (local.get $c)))
    (local.set $u (v128.load offset=32 (local.get $c)))
    (local.set $v (v128.load offset=48 (local.get $c)))
    (local.set $w (v128.load offset=64 (local.get $c)))
    (local.set $x (v128.load offset=80 (local.get $c)))
    (local.set $y (v128.load offset=96 (local.get $c)))
    (local.set $z (v128.load offset=112 (local.get $c)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $inner)))
        (local.set $factor (v128.load32_splat (local.get $a)))
        (local.set $s (f32x4.add (local.get $s) (f32x4.mul (local.get $factor) (v128.load (local.get $b)))))
        (local.set $t (f32x4.add (local.get $t) (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $b)))))
        (local.set $u (f32x4.add (local.get $u) (f32x4.mul (local.get $factor) (v128.load offset=32 (local.get $b)))))
        (local.set $v (f32x4.add (local.get $v) (f32x4.mul (local.get $factor) (v128.load offset=48 (local.get $b)))))
        (local.set $w (f32x4.add (local.get $w) (f32x4.mul (local.get $factor) (v128.load offset=64 (local.get $b)))))
        (local.set $x (f32x4.add (local.get $x) (f32x4.mul (local.get $factor) (v128.load offset=80 (local.get $b)))))
        (local.set $y (f32x4.add (local.get $y) (f32x4.mul (local.get $factor) (v128.load offset=96 (local.get $b)))))
        (local.set $z (f32x4.add (local.get $z) (f32x4.mul (local.get $factor) (v128.load offset=112 (local.get $b)))))
        (local.set $a (i32.add (local.get $a) (local.get $aStep)))
        (local.set $b (i32.add (local.get $b) (local.get $bRow)))
        (local.set $inner (i32.sub (local.get $inner) (i32.const 1)))
        (br $next)))
    (v128.store (local.get $c) (local.get $s))
    (v128.store offset=16 (local.get $c) (local.get $t))
    (v128.store offset=32 (local.get $c) (local.get $u))
    (v128.store offset=48 (local.get $c) (local.get $v))
    (v128.store offset=64 (local.get $c) (local.get $w))
    (v128.store offset=80 (local.get $c) (local.get $x))
    (v128.store offset=96 (local.get $c) (local.get $y))
    (v128.store offset=112 (local.get $c) (local.get $z)))

  ;; One row of A and 8 columns of B, for what is left over of those.
  (func $one
    (param $inner i32) (param $a i32) (param $aStep i32) (param $b i32) (param $bRow i32) (param $c i32)
    (local $factor v128) (local $s v128) (local $t v128)
    (local.set $s (v128.load (local.get $c)))
    (local.set $t (v128.load offset=16 (local.get $c)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $inner)))
        (local.set $factor (v128.load32_splat (local.get $a)))
        (local.set $s (f32x4.add (local.get $s) (f32x4.mul (local.get $factor) (v128.load (local.get $b)))))
        (local.set $t (f32x4.add (local.get $t) (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $b)))))
        (local.set $a (i32.add (local.get $a) (local.get $aStep)))
        (local.set $b (i32.add (local.get $b) (local.get $bRow)))
        (local.set $inner (i32.sub (local.get $inner) (i32.const 1)))
        (br $next)))
    (v128.store (local.get $c) (local.get $s))
    (v128.store offset=16 (local.get $c) (local.get $t)))

  (func (export "multiply")
    (param $rows i32) (param $columns i32) (param $inner i32)
    (param $a i32) (param $aRow i32) (param $aStep i32) (param $b i32) (param $bRow i32) (param $c i32) (param $cRow i32)
    (local $left i32) (local $aAt i32) (local $bAt i32) (local $cAt i32) (local $fours i32)
    ;; Eight columns of B stay near while all rows go by in fours.
    (local.set $bAt (local.get $b))
    (local.set $left (local.get $columns))
    (block $none
      (loop $nextEight
        (br_if $none (i32.le_s (local.get $left) (i32.const 0)))
        (local.set $aAt (local.get $a))
        (local.set $cAt (i32.add (local.get $c) (i32.sub (local.get $bAt) (local.get $b))))
        (local.set $fours (i32.shr_u (local.get $rows) (i32.const 2)))
        (block $noFour
          (loop $nextFour
            (br_if $noFour (i32.eqz (local.get $fours)))
            (call $four (local.get $inner) (local.get $aAt) (local.get $aRow) (local.get $aStep) (local.get $bAt) (local.get $bRow) (local.get $cAt) (local.get $cRow))
            (local.set $aAt (i32.add (local.get $aAt) (i32.shl (local.get $aRow) (i32.const 2))))
            (local.set $cAt (i32.add (local.get $cAt) (i32.shl (local.get $cRow) (i32.const 2))))
            (local.set $fours (i32.sub (local.get $fours) (i32.const 1)))
            (br $nextFour)))
        (local.set $bAt (i32.add (local.get $bAt) (i32.const 32)))
        (local.set $left (i32.sub (local.get $left) (i32.const 8)))
        (br $nextEight)))
    ;; The one to three rows behind them.
    (local.set $left (i32.and (local.get $rows) (i32.const -4)))
    (local.set $a (i32.add (local.get $a) (i32.mul (local.get $aRow) (local.get $left))))
    (local.set $c (i32.add (local.get $c) (i32.mul (local.get $cRow) (local.get $left))))
    (local.set $rows (i32.and (local.get $rows) (i32.const 3)))
    (block $done
      (loop $nextOne
        (br_if $done (i32.le_s (local.get $rows) (i32.const 0)))
        (local.set $left (local.get $columns))
        (local.set $bAt (local.get $b))
        (local.set $cAt (local.get $c))
        (block $lessThanWide
          (loop $nextWide
            (br_if $lessThanWide (i32.lt_s (local.get $left) (i32.const 32)))
            (call $oneWide (local.get $inner) (local.get $a) (local.get $aStep) (local.get $bAt) (local.get $bRow) (local.get $cAt))
            (local.set $bAt (i32.add (local.get $bAt) (i32.const 128)))
            (local.set $cAt (i32.add (local.get $cAt) (i32.const 128)))
            (local.set $left (i32.sub (local.get $left) (i32.const 32)))
            (br $nextWide)))
        (block $none
          (loop $nextEight
            (br_if $none (i32.le_s (local.get $left) (i32.const 0)))
            (call $one (local.get $inner) (local.get $a) (local.get $aStep) (local.get $bAt) (local.get $bRow) (local.get $cAt))
            (local.set $bAt (i32.add (local.get $bAt) (i32.const 32)))
            (local.set $cAt (i32.add (local.get $cAt) (i32.const 32)))
            (local.set $left (i32.sub (local.get $left) (i32.const 8)))
            (br $nextEight)))
        (local.set $a (i32.add (local.get $a) (local.get $aRow)))
        (local.set $c (i32.add (local.get $c) (local.get $cRow)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $nextOne))))

  ;; "quantise": each row of A as whole numbers of at most `most`, that times its step; steps go to `steps`, a float for each row.
  (func (export "quantise")
    (param $rows i32) (param $columns i32) (param $a i32) (param $aRow i32) (param $q i32) (param $qRow i32) (param $steps i32) (param $most f32)
    (local $at i32) (local $to i32) (local $end i32) (local $largest v128) (local $top f32) (local $factor v128)
    (block $done
      (loop $nextRow
        (br_if $done (i32.le_s (local.get $rows) (i32.const 0)))
        (local.set $end (i32.add (local.get $a) (i32.shl (local.get $columns) (i32.const 2))))
        (local.set $at (local.get $a))
        (local.set $largest (v128.const f32x4 0 0 0 0))
        (loop $nextFour
          (local.set $largest (f32x4.max (local.get $largest) (f32x4.abs (v128.load (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $nextFour (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $top (f32.max
          (f32.max (f32x4.extract_lane 0 (local.get $largest)) (f32x4.extract_lane 1 (local.get $largest)))
          (f32.max (f32x4.extract_lane 2 (local.get $largest)) (f32x4.extract_lane 3 (local.get $largest)))))
        ;; A row of zeros, or as good as.
        (local.set $top (f32.max (local.get $top) (f32.const 1e-30)))
        (f32.store (local.get $steps) (f32.div (local.get $top) (local.get $most)))
        (local.set $factor (f32x4.splat (f32.div (local.get $most) (local.get $top))))
        (local.set $at (local.get $a))
        (local.set $to (local.get $q))
        (loop $nextEight
          (v128.store (local.get $to) (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load (local.get $at)))))
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $at)))))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (local.set $to (i32.add (local.get $to) (i32.const 16)))
          (br_if $nextEight (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $a (i32.add (local.get $a) (local.get $aRow)))
        (local.set $q (i32.add (local.get $q) (local.get $qRow)))
        (local.set $steps (i32.add (local.get $steps) (i32.const 4)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $nextRow))))

  ;; "product": C += A · B of whole numbers. B lies in blocks of 8 columns, in each the 8 pairs of two rows behind one another: each step multiplies a pair
  ;; of A's with 8 pairs of B's. What comes out is as large as the row's step times the column's unit.
  ;; Four rows of A and one block of B.
  (func $fourPairs
    (param $pairs i32) (param $a i32) (param $aRow i32) (param $steps i32) (param $b i32) (param $units i32) (param $c i32) (param $cRow i32)
    (local $a1 i32) (local $a2 i32) (local $a3 i32) (local $c1 i32) (local $c2 i32) (local $c3 i32)
    (local $left v128) (local $right v128) (local $x v128)
    (local $s0 v128) (local $t0 v128) (local $s1 v128) (local $t1 v128) (local $s2 v128) (local $t2 v128) (local $s3 v128) (local $t3 v128)
    (local.set $a1 (i32.add (local.get $a) (local.get $aRow)))
    (local.set $a2 (i32.add (local.get $a1) (local.get $aRow)))
    (local.set $a3 (i32.add (local.get $a2) (local.get $aRow)))
    (local.set $c1 (i32.add (local.get $c) (local.get $cRow)))
    (local.set $c2 (i32.add (local.get $c1) (local.get $cRow)))
    (local.set $c3 (i32.add (local.get $c2) (local.get $cRow)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $pairs)))
        (local.set $left (v128.load (local.get $b)))
        (local.set $right (v128.load offset=16 (local.get $b)))
        (local.set $x (v128.load32_splat (local.get $a)))
        (local.set $s0 (i32x4.add (local.get $s0) (i32x4.dot_i16x8_s (local.get $x) (local.get $left))))
        (local.set $t0 (i32x4.add (local.get $t0) (i32x4.dot_i16x8_s (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a1)))
        (local.set $s1 (i32x4.add (local.get $s1) (i32x4.dot_i16x8_s (local.get $x) (local.get $left))))
        (local.set $t1 (i32x4.add (local.get $t1) (i32x4.dot_i16x8_s (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a2)))
        (local.set $s2 (i32x4.add (local.get $s2) (i32x4.dot_i16x8_s (local.get $x) (local.get $left))))
        (local.set $t2 (i32x4.add (local.get $t2) (i32x4.dot_i16x8_s (local.get $x) (local.get $right))))
        (local.set $x (v128.load32_splat (local.get $a3)))
        (local.set $s3 (i32x4.add (local.get $s3) (i32x4.dot_i16x8_s (local.get $x) (local.get $left))))
        (local.set $t3 (i32x4.add (local.get $t3) (i32x4.dot_i16x8_s (local.get $x) (local.get $right))))
        (local.set $a (i32.add (local.get $a) (i32.const 4)))
        (local.set $a1 (i32.add (local.get $a1) (i32.const 4)))
        (local.set $a2 (i32.add (local.get $a2) (i32.const 4)))
        (local.set $a3 (i32.add (local.get $a3) (i32.const 4)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (local.set $pairs (i32.sub (local.get $pairs) (i32.const 1)))
        (br $next)))
    (local.set $left (v128.load (local.get $units)))
    (local.set $right (v128.load offset=16 (local.get $units)))
    (local.set $x (v128.load32_splat (local.get $steps)))
    (v128.store (local.get $c) (f32x4.add (v128.load (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s0)) (f32x4.mul (local.get $x) (local.get $left)))))
    (v128.store offset=16 (local.get $c) (f32x4.add (v128.load offset=16 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t0)) (f32x4.mul (local.get $x) (local.get $right)))))
    (local.set $x (v128.load32_splat offset=4 (local.get $steps)))
    (v128.store (local.get $c1) (f32x4.add (v128.load (local.get $c1)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s1)) (f32x4.mul (local.get $x) (local.get $left)))))
    (v128.store offset=16 (local.get $c1) (f32x4.add (v128.load offset=16 (local.get $c1)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t1)) (f32x4.mul (local.get $x) (local.get $right)))))
    (local.set $x (v128.load32_splat offset=8 (local.get $steps)))
    (v128.store (local.get $c2) (f32x4.add (v128.load (local.get $c2)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s2)) (f32x4.mul (local.get $x) (local.get $left)))))
    (v128.store offset=16 (local.get $c2) (f32x4.add (v128.load offset=16 (local.get $c2)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t2)) (f32x4.mul (local.get $x) (local.get $right)))))
    (local.set $x (v128.load32_splat offset=12 (local.get $steps)))
    (v128.store (local.get $c3) (f32x4.add (v128.load (local.get $c3)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s3)) (f32x4.mul (local.get $x) (local.get $left)))))
    (v128.store offset=16 (local.get $c3) (f32x4.add (v128.load offset=16 (local.get $c3)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t3)) (f32x4.mul (local.get $x) (local.get $right))))))

  ;; One row of A and four blocks of B, for rows that are left over.
  (func $onePairWide
    (param $pairs i32) (param $a i32) (param $steps i32) (param $b i32) (param $block i32) (param $units i32) (param $c i32)
    (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $factor v128) (local $s v128) (local $t v128) (local $u v128) (local $v v128) (local $w v128) (local $x v128) (local $y v128) (local $z v128)
    (local.set $b1 (i32.add (local.get $b) (local.get $block)))
    (local.set $b2 (i32.add (local.get $b1) (local.get $block)))
    (local.set $b3 (i32.add (local.get $b2) (local.get $block)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $pairs)))
        (local.set $factor (v128.load32_splat (local.get $a)))
        (local.set $s (i32x4.add (local.get $s) (i32x4.dot_i16x8_s (local.get $factor) (v128.load (local.get $b)))))
        (local.set $t (i32x4.add (local.get $t) (i32x4.dot_i16x8_s (local.get $factor) (v128.load offset=16 (local.get $b)))))
        (local.set $u (i32x4.add (local.get $u) (i32x4.dot_i16x8_s (local.get $factor) (v128.load (local.get $b1)))))
        (local.set $v (i32x4.add (local.get $v) (i32x4.dot_i16x8_s (local.get $factor) (v128.load offset=16 (local.get $b1)))))
        (local.set $w (i32x4.add (local.get $w) (i32x4.dot_i16x8_s (local.get $factor) (v128.load (local.get $b2)))))
        (local.set $x (i32x4.add (local.get $x) (i32x4.dot_i16x8_s (local.get $factor) (v128.load offset=16 (local.get $b2)))))
        (local.set $y (i32x4.add (local.get $y) (i32x4.dot_i16x8_s (local.get $factor) (v128.load (local.get $b3)))))
        (local.set $z (i32x4.add (local.get $z) (i32x4.dot_i16x8_s (local.get $factor) (v128.load offset=16 (local.get $b3)))))
        (local.set $a (i32.add (local.get $a) (i32.const 4)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (local.set $b1 (i32.add (local.get $b1) (i32.const 32)))
        (local.set $b2 (i32.add (local.get $b2) (i32.const 32)))
        (local.set $b3 (i32.add (local.get $b3) (i32.const 32)))
        (local.set $pairs (i32.sub (local.get $pairs) (i32.const 1)))
        (br $next)))
    (local.set $factor (v128.load32_splat (local.get $steps)))
    (v128.store (local.get $c) (f32x4.add (v128.load (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s)) (f32x4.mul (local.get $factor) (v128.load (local.get $units))))))
    (v128.store offset=16 (local.get $c) (f32x4.add (v128.load offset=16 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t)) (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $units))))))
    (v128.store offset=32 (local.get $c) (f32x4.add (v128.load offset=32 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $u)) (f32x4.mul (local.get $factor) (v128.load offset=32 (local.get $units))))))
    (v128.store offset=48 (local.get $c) (f32x4.add (v128.load offset=48 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $v)) (f32x4.mul (local.get $factor) (v128.load offset=48 (local.get $units))))))
    (v128.store offset=64 (local.get $c) (f32x4.add (v128.load offset=64 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $w)) (f32x4.mul (local.get $factor) (v128.load offset=64 (local.get $units))))))
    (v128.store offset=80 (local.get $c) (f32x4.add (v128.load offset=80 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $x)) (f32x4.mul (local.get $factor) (v128.load offset=80 (local.get $units))))))
    (v128.store offset=96 (local.get $c) (f32x4.add (v128.load offset=96 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $y)) (f32x4.mul (local.get $factor) (v128.load offset=96 (local.get $units))))))
    (v128.store offset=112 (local.get $c) (f32x4.add (v128.load offset=112 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $z)) (f32x4.mul (local.get $factor) (v128.load offset=112 (local.get $units)))))))

  ;; One row of A and one block of B, for what is left over of those.
  (func $onePair
    (param $pairs i32) (param $a i32) (param $steps i32) (param $b i32) (param $units i32) (param $c i32)
    (local $factor v128) (local $s v128) (local $t v128)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $pairs)))
        (local.set $factor (v128.load32_splat (local.get $a)))
        (local.set $s (i32x4.add (local.get $s) (i32x4.dot_i16x8_s (local.get $factor) (v128.load (local.get $b)))))
        (local.set $t (i32x4.add (local.get $t) (i32x4.dot_i16x8_s (local.get $factor) (v128.load offset=16 (local.get $b)))))
        (local.set $a (i32.add (local.get $a) (i32.const 4)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (local.set $pairs (i32.sub (local.get $pairs) (i32.const 1)))
        (br $next)))
    (local.set $factor (v128.load32_splat (local.get $steps)))
    (v128.store (local.get $c) (f32x4.add (v128.load (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $s)) (f32x4.mul (local.get $factor) (v128.load (local.get $units))))))
    (v128.store offset=16 (local.get $c) (f32x4.add (v128.load offset=16 (local.get $c)) (f32x4.mul (f32x4.convert_i32x4_s (local.get $t)) (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $units)))))))

  (func (export "product")
    (param $rows i32) (param $columns i32) (param $pairs i32)
    (param $a i32) (param $aRow i32) (param $steps i32) (param $b i32) (param $units i32) (param $c i32) (param $cRow i32)
    (local $left i32) (local $aAt i32) (local $bAt i32) (local $cAt i32) (local $uAt i32) (local $stepAt i32) (local $fours i32) (local $block i32)
    (local.set $block (i32.shl (local.get $pairs) (i32.const 5)))
    ;; A block of B stays near while all rows go by in fours.
    (local.set $bAt (local.get $b))
    (local.set $uAt (local.get $units))
    (local.set $left (local.get $columns))
    (block $none
      (loop $nextEight
        (br_if $none (i32.le_s (local.get $left) (i32.const 0)))
        (local.set $aAt (local.get $a))
        (local.set $stepAt (local.get $steps))
        (local.set $cAt (i32.add (local.get $c) (i32.sub (local.get $uAt) (local.get $units))))
        (local.set $fours (i32.shr_u (local.get $rows) (i32.const 2)))
        (block $noFour
          (loop $nextFour
            (br_if $noFour (i32.eqz (local.get $fours)))
            (call $fourPairs (local.get $pairs) (local.get $aAt) (local.get $aRow) (local.get $stepAt) (local.get $bAt) (local.get $uAt) (local.get $cAt) (local.get $cRow))
            (local.set $aAt (i32.add (local.get $aAt) (i32.shl (local.get $aRow) (i32.const 2))))
            (local.set $stepAt (i32.add (local.get $stepAt) (i32.const 16)))
            (local.set $cAt (i32.add (local.get $cAt) (i32.shl (local.get $cRow) (i32.const 2))))
            (local.set $fours (i32.sub (local.get $fours) (i32.const 1)))
            (br $nextFour)))
        (local.set $bAt (i32.add (local.get $bAt) (local.get $block)))
        (local.set $uAt (i32.add (local.get $uAt) (i32.const 32)))
        (local.set $left (i32.sub (local.get $left) (i32.const 8)))
        (br $nextEight)))
    ;; The one to three rows behind them.
    (local.set $left (i32.and (local.get $rows) (i32.const -4)))
    (local.set $a (i32.add (local.get $a) (i32.mul (local.get $aRow) (local.get $left))))
    (local.set $c (i32.add (local.get $c) (i32.mul (local.get $cRow) (local.get $left))))
    (local.set $steps (i32.add (local.get $steps) (i32.shl (local.get $left) (i32.const 2))))
    (local.set $rows (i32.and (local.get $rows) (i32.const 3)))
    (block $done
      (loop $nextOne
        (br_if $done (i32.le_s (local.get $rows) (i32.const 0)))
        (local.set $left (local.get $columns))
        (local.set $bAt (local.get $b))
        (local.set $uAt (local.get $units))
        (local.set $cAt (local.get $c))
        (block $lessThanWide
          (loop $nextWide
            (br_if $lessThanWide (i32.lt_s (local.get $left) (i32.const 32)))
            (call $onePairWide (local.get $pairs) (local.get $a) (local.get $steps) (local.get $bAt) (local.get $block) (local.get $uAt) (local.get $cAt))
            (local.set $bAt (i32.add (local.get $bAt) (i32.shl (local.get $block) (i32.const 2))))
            (local.set $uAt (i32.add (local.get $uAt) (i32.const 128)))
            (local.set $cAt (i32.add (local.get $cAt) (i32.const 128)))
            (local.set $left (i32.sub (local.get $left) (i32.const 32)))
            (br $nextWide)))
        (block $noEight
          (loop $nextEight
            (br_if $noEight (i32.le_s (local.get $left) (i32.const 0)))
            (call $onePair (local.get $pairs) (local.get $a) (local.get $steps) (local.get $bAt) (local.get $uAt) (local.get $cAt))
            (local.set $bAt (i32.add (local.get $bAt) (local.get $block)))
            (local.set $uAt (i32.add (local.get $uAt) (i32.const 32)))
            (local.set $cAt (i32.add (local.get $cAt) (i32.const 32)))
            (local.set $left (i32.sub (local.get $left) (i32.const 8)))
            (br $nextEight)))
        (local.set $a (i32.add (local.get $a) (local.get $aRow)))
        (local.set $c (i32.add (local.get $c) (local.get $cRow)))
        (local.set $steps (i32.add (local.get $steps) (i32.const 4)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $nextOne))))

  ;; 1 / (1 + e^-x). e^y is 2^n · e^r with n = round(y / ln 2); e^r, |r| <= ln 2 / 2, is its Taylor series to the sixth power
  ;; (error below 2e-7), and 2^n is put together from its bits. ln 2 is taken off in two pieces so that r keeps its digits.
  (func $sigmoid (param $x v128) (result v128)
    (local $n v128) (local $r v128) (local $power v128)
    (local.set $x (f32x4.neg (f32x4.max (f32x4.min (local.get $x) (v128.const f32x4 30 30 30 30)) (v128.const f32x4 -30 -30 -30 -30))))
    (local.set $n (f32x4.nearest (f32x4.mul (local.get $x) (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))))
    (local.set $r (f32x4.sub (local.get $x) (f32x4.mul (local.get $n) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375))))
    (local.set $r (f32x4.add (local.get $r) (f32x4.mul (local.get $n) (v128.const f32x4 0.000212194440 0.000212194440 0.000212194440 0.000212194440))))
    (local.set $power (v128.const f32x4 0.00138888889 0.00138888889 0.00138888889 0.00138888889))
    (local.set $power (f32x4.add (v128.const f32x4 0.00833333333 0.00833333333 0.00833333333 0.00833333333) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $power (f32x4.add (v128.const f32x4 0.0416666667 0.0416666667 0.0416666667 0.0416666667) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $power (f32x4.add (v128.const f32x4 0.166666667 0.166666667 0.166666667 0.166666667) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $power (f32x4.add (v128.const f32x4 0.5 0.5 0.5 0.5) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $power (f32x4.add (v128.const f32x4 1 1 1 1) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $power (f32x4.add (v128.const f32x4 1 1 1 1) (f32x4.mul (local.get $r) (local.get $power))))
    (local.set $n (i32x4.shl (i32x4.trunc_sat_f32x4_s (local.get $n)) (i32.const 23)))
    (local.set $power (i32x4.add (local.get $power) (local.get $n)))
    (f32x4.div (v128.const f32x4 1 1 1 1) (f32x4.add (v128.const f32x4 1 1 1 1) (local.get $power))))

  (func $tanh (param $x v128) (result v128)
    (local $y v128)
    (local.set $y (call $sigmoid (f32x4.add (local.get $x) (local.get $x))))
    (f32x4.sub (f32x4.add (local.get $y) (local.get $y)) (v128.const f32x4 1 1 1 1)))

  ;; "cell": from the raw forget gates, candidates and output gates, `size` bytes of each one behind the other at `gates`, and the
  ;; cells before to the cells now and the states. The gates are left as they are after their curves.
  (func (export "cell") (param $size i32) (param $gates i32) (param $before i32) (param $cells i32) (param $out i32)
    (local $end i32) (local $second i32) (local $third i32)
    (local $forget v128) (local $candidate v128) (local $open v128) (local $cell v128)
    (local.set $end (i32.add (local.get $gates) (local.get $size)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $gates) (local.get $end)))
        (local.set $second (i32.add (local.get $gates) (local.get $size)))
        (local.set $third (i32.add (local.get $second) (local.get $size)))
        (v128.store (local.get $gates) (local.tee $forget (call $sigmoid (v128.load (local.get $gates)))))
        (v128.store (local.get $second) (local.tee $candidate (call $tanh (v128.load (local.get $second)))))
        (v128.store (local.get $third) (local.tee $open (call $sigmoid (v128.load (local.get $third)))))
        (local.set $cell (f32x4.mul (local.get $forget) (f32x4.sub (v128.load (local.get $before)) (local.get $candidate))))
        (v128.store (local.get $cells) (local.tee $cell (f32x4.add (local.get $candidate) (local.get $cell))))
        (v128.store (local.get $out) (f32x4.mul (local.get $open) (call $tanh (local.get $cell))))
        (local.set $gates (i32.add (local.get $gates) (i32.const 16)))
        (local.set $before (i32.add (local.get $before) (i32.const 16)))
        (local.set $cells (i32.add (local.get $cells) (i32.const 16)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br $next)))))
