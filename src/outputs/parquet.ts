/** A table as Parquet takes it: by column, each of one type; undefined is null. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly values: readonly (string | number | boolean | undefined)[];
}

const TYPES = { text: 'STRING', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;

/** The bytes of a Parquet file with one table; the same table gives the same bytes. */
export async function parquet(columns: readonly ParquetColumn[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, type, values }) => ({
      name,
      data: values.map(value => value ?? null),
      type: TYPES[type],
      nullable: true,
    })),
  });
  return new Uint8Array(buffer);
}
