import { gql } from '@apollo/client';

export const shelf = gql`
  query Shelf($first: Int!) {
    products(first: $first) {
      totalCount
    }
  }
`;
