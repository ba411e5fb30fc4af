using Microsoft.Extensions.Options;
using Perron.Platform.DataLife;
using Perron.Platform.Storage;
namespace Perron.DataLife;

/// <summary>A period set for a table that does not exist would silently keep nothing: the start refuses it.</summary>
internal sealed class RetentionCheck(IServiceScopeFactory scopes) : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        if (options is { Days.Count: 0, Released.Count: 0 })
        {
            return ValidateOptionsResult.Success; // most installations: the tables need not be gone through
        }

        using var scope = scopes.CreateScope();
        var tables = DataClass.All(scope.ServiceProvider.GetRequiredService<PerronDb>(), new()).Select(known => known.Table).ToHashSet(StringComparer.Ordinal);
        List<string> faults =
        [
            .. options.Days.Keys.Where(table => !tables.Contains(table)).Select(table => $"Perron:Retention:Days:{table} names no table. See /vie-privee/registre for the names."),
            .. options.Days.Where(kept => kept.Value < 1).Select(kept => $"Perron:Retention:Days:{kept.Key} is {kept.Value}. Write a number of days, 1 or more."),
            .. options.Released.Where(table => !tables.Contains(table)).Select(table => $"Perron:Retention:Released holds '{table}', which is no table. See /vie-privee/registre for the names."),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
