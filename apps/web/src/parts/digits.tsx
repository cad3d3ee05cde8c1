/** Takes up the digits that the person chose in their profile. */
import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../api';
import { chooseDigits } from '../language';

export function DigitsOfPerson() {
  const { data } = useQuery({
    queryKey: ['profile'],
    staleTime: 3_600_000,
    refetchOnWindowFocus: false,
    queryFn: () => ask(client.GET('/api/v1/profile')),
  });
  useEffect(() => {
    if (data) chooseDigits(data.digits);
  }, [data]);
  return null;
}
