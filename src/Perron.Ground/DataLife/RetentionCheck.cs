using Microsoft.Extensions.Options;
using Perron.Platform.DataLife;
using Perron.Platform.Storage;
namespace Perron.DataLife;

/// <summary>A period that cannot be obeyed would be believed all the same: the start refuses it.</summary>
internal sealed class RetentionCheck(IServiceScopeFactory scopes) : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        if (options.IsEmpty)
        {
            return ValidateOptionsResult.Success; // most installations: the tables need not be gone through
        }

        using var scope = scopes.CreateScope();
        var faults = options.Faults(scope.ServiceProvider.GetRequiredService<PerronDb>())
            .Select(fault => $"{(fault.IsReleased ? $"'{fault.Table}' in Perron:Retention:Released" : $"Perron:Retention:Days:{fault.Table}")} {fault.What}. {fault.Remedy}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
